import { useRef, useState } from "preact/hooks";
import {
  DecideRenumberingDocument,
  type OfficeRenumberingFragment,
  OfficeRenumberingsDocument,
} from "../../graph/generated/pages/office/renumberings";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { Renumbering } from "./Renumbering";

/** The people who may have another employee ID. Nothing is changed of them until the office has decided. */
export function Renumberings({ after }: { after: string | null }) {
  const screen = useScreen(OfficeRenumberingsDocument, { after });
  const action = useAction(DecideRenumberingDocument);
  const [decided, setDecided] = useState<string>();
  const done = useRef<HTMLDivElement>(null);
  async function decide(pair: OfficeRenumberingFragment, verdict: "SAME_PERSON" | "TWO_PEOPLE") {
    const outcome = await action.run({ renumbering: pair.id, verdict });
    if (outcome?.kind !== "done") return;
    const { name } = pair.person;
    setDecided(
      verdict === "SAME_PERSON" ? `${name} has the new employee ID now.` : `${name} is not the person in the file.`,
    );
    done.current?.focus();
  }
  return (
    <Shown screen={screen} what="the people who may have another employee ID" part>
      {({ viewer }) => {
        const found = viewer?.officeDashboard?.renumberings;
        if (!found || (found.nodes.length === 0 && !decided)) return null;
        return (
          <section aria-labelledby="renumberings">
            <h2 id="renumberings">Same person or two people?</h2>
            <div ref={done} tabIndex={-1}>
              {decided && <Alert kind="success">{decided}</Alert>}
            </div>
            {found.nodes.length > 0 && (
              <p>
                {count(found.totalCount ?? found.nodes.length, "person", "people")} in the directory may have another
                employee ID now. Until you decide, nothing is changed of either, and nobody has left.
              </p>
            )}
            {found.nodes.map((pair) => (
              <Renumbering key={pair.id} pair={pair} action={action} onDecide={(verdict) => decide(pair, verdict)} />
            ))}
            <Pagination of="people" pageInfo={found.pageInfo} parameter="pairs" />
          </section>
        );
      }}
    </Shown>
  );
}
