import { SeveralAsked } from "./SeveralAsked";
import { SeveralDone } from "./SeveralDone";
import { useSeveral } from "./useSeveral";

/** Several of a supervisor's queue at once: asked once more, then what became of each. */
export default function DecideSeveralPage() {
  return <DecideSeveral address="/queue/decide" back={{ to: "/queue", title: "Your queue" }} />;
}

interface Props {
  address: string;
  back: { to: string; title: string };
}

export function DecideSeveral({ address, back }: Props) {
  const several = useSeveral(address);
  if (several.what === "done") return <SeveralDone result={several.result} back={back} />;
  return <SeveralAsked several={several} what={several.what} back={back} />;
}
