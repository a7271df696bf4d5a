import { useRef, useState } from "preact/hooks";
import { MentorshipTimelineDocument } from "../../graph/generated/pages/mentorships/mentorship";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Shown } from "../../parts/Shown";

const FEW = 5;
const MANY = 100;

interface Part {
  last: number;
  before: string | null;
}

/** What happened in a mentorship, newest first; the older events on a press. */
export function PairTimeline({ id }: { id: string }) {
  const [part, setPart] = useState<Part>({ last: FEW, before: null });
  const heading = useRef<HTMLHeadingElement>(null);
  const screen = useScreen(MentorshipTimelineDocument, { id, ...part });
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        What happened
      </h2>
      <Shown screen={screen} what="what happened" part>
        {({ node }) => {
          if (node?.__typename !== "Mentorship") return null;
          const { nodes, pageInfo, totalCount } = node.timeline;
          return (
            <>
              <ol class="timeline" role="list">
                {[...nodes].reverse().map((entry) => (
                  <li key={`${entry.at} ${entry.action}`}>
                    <DateTime value={entry.at} as="both" />
                    <br />
                    {entry.message}
                  </li>
                ))}
              </ol>
              {pageInfo.hasPreviousPage && (
                <Button
                  look="unstyled"
                  onPress={() => {
                    setPart({ last: MANY, before: part.last === FEW ? null : (pageInfo.startCursor ?? null) });
                    heading.current?.focus();
                  }}
                >
                  {(totalCount ?? 0) <= MANY ? `Show all ${totalCount}` : "Show earlier events"}
                </Button>
              )}
            </>
          );
        }}
      </Shown>
    </section>
  );
}
