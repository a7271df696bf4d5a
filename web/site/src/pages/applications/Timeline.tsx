import { useState } from "preact/hooks";
import { ApplicationTimelineDocument } from "../../graph/generated/pages/applications/application";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Shown } from "../../parts/Shown";

/** What happened to an application, oldest first; nothing for those who may not see it. */
export function Timeline({ application }: { application: string }) {
  const screen = useScreen(ApplicationTimelineDocument, { id: application, after: null });
  const node = screen.data?.node;
  if (node && (node.__typename !== "Application" || !node.timeline?.nodes.length)) return null;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">What happened so far</h2>
      <ol class="timeline" role="list">
        <Entries application={application} after={null} />
      </ol>
    </section>
  );
}

function Entries({ application, after }: { application: string; after: string | null }) {
  const screen = useScreen(ApplicationTimelineDocument, { id: application, after });
  const [more, setMore] = useState(false);
  return (
    <Shown screen={screen} what="what happened so far" part>
      {({ node }) => {
        if (node?.__typename !== "Application" || !node.timeline) return null;
        const { nodes, pageInfo } = node.timeline;
        const last = pageInfo.hasNextPage ? -1 : nodes.length - 1;
        return (
          <>
            {nodes.map(({ at, message }, index) => (
              <li key={`${at} ${message}`} class={index === last ? "now" : undefined}>
                <DateTime value={at} as="both" />
                <br />
                {message}
              </li>
            ))}
            {pageInfo.hasNextPage &&
              pageInfo.endCursor &&
              (more ? (
                <Entries application={application} after={pageInfo.endCursor} />
              ) : (
                <li>
                  <Button look="unstyled" onPress={() => setMore(true)}>
                    Show what happened after that
                  </Button>
                </li>
              ))}
          </>
        );
      }}
    </Shown>
  );
}
