import type { OfficeResourceQuery } from "../../graph/generated/pages/office/resources";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Pagination } from "../../parts/Pagination";

type Resource = NonNullable<OfficeResourceQuery["resource"]>;
type Version = NonNullable<Resource["history"]>["nodes"][number];

/** Every version, the newest first. One is restored by saving its text again. */
export function ResourceHistory({ of, onUse }: { of: Resource; onUse: (markdown: string) => void }) {
  if (!of.history) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ul class="rows" role="list">
        {of.history.nodes.map((each) => (
          <li key={each.version} class="row">
            <h3>
              Version {each.version}
              {each.version === of.version && ", on the site now"}
            </h3>
            <Saved version={each} />
            <details>
              <summary>
                Text<span class="usa-sr-only"> of version {each.version}</span>
              </summary>
              <div class="typed">{each.markdown}</div>
            </details>
            {each.version !== of.version && (
              <Button look="outline" about={`version ${each.version}`} onPress={() => onUse(each.markdown)}>
                Put this text into the box
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pagination of="versions" pageInfo={of.history.pageInfo} />
    </section>
  );
}

function Saved({ version: { revisedAt, revisedBy } }: { version: Version }) {
  if (!revisedAt) return <p class="quiet">As it came with MOMENTS</p>;
  return (
    <p class="quiet">
      Saved by {revisedBy?.name ?? "somebody who has left"} on <DateTime value={revisedAt} as="both" />
    </p>
  );
}
