import { Link } from "../../parts/Link";
import { headingOf } from "./quarters";

interface Props {
  cycles: readonly { id: string; quarter: string; label: string }[];
  here: string;
}

/** The quarter before this one, and the one after it. */
export function QuarterLinks({ cycles, here }: Props) {
  const index = cycles.findIndex(({ id }) => id === here);
  const before = cycles[index - 1];
  const after = cycles[index + 1];
  return (
    <nav aria-label="Quarters" class="actions not-printed">
      {before && (
        <Link to={`/office/cycle?quarter=${before.quarter}`}>
          <span aria-hidden="true">&lt; </span>
          {headingOf(before.label)}
        </Link>
      )}
      {after && (
        <Link to={`/office/cycle?quarter=${after.quarter}`}>
          {headingOf(after.label)}
          <span aria-hidden="true"> &gt;</span>
        </Link>
      )}
    </nav>
  );
}
