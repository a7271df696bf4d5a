import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";
import { Alert } from "../../parts/Alert";

interface Props {
  eligibility: WholeApplicationFragment["eligibility"];
  /** "You are", "Jordan Lee is". */
  whose: string;
}

/** Which criteria are not met, for those who may see it (ELIG-5). */
export function Unmet({ eligibility, whose }: Props) {
  if (!eligibility || eligibility.eligible) return null;
  return (
    <Alert kind="warning">
      {whose} not eligible by the State's records right now. {eligibility.unmet.map(({ message }) => message).join(" ")}
    </Alert>
  );
}
