import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { EmailKind } from "../../graph/generated/pages/office/emails";
import { OfficeEmailsDocument } from "../../graph/generated/pages/office/emails";
import { useScreen } from "../../graph/useScreen";
import { LiveLine } from "../../live/LiveLine";
import { Shown } from "../../parts/Shown";
import { EmailFilter } from "./EmailFilter";
import { EmailList } from "./EmailList";
import { EmailPlaces } from "./EmailPlaces";
import { EMAIL_KINDS, EMAIL_STATES } from "./emailWords";
import { HeldEmails } from "./HeldEmails";
import { OfficePage } from "./OfficePage";
import { StuckEmails } from "./StuckEmails";

/** The program's emails: which failed and why, sending them again, and what waits. */
export default function EmailsPage() {
  const { query } = useLocation();
  const {
    state: stated,
    kind,
    since = null,
    person = null,
    after = null,
  } = query as Record<string, string | undefined>;
  const state = EMAIL_STATES.find((each) => each.state.toLowerCase() === stated)?.state ?? "FAILED";
  const variables = useMemo(
    () => ({ state, kinds: isKind(kind) ? [kind] : null, since, person, after }),
    [state, kind, since, person, after],
  );
  const screen = useScreen(OfficeEmailsDocument, variables);
  return (
    <OfficePage title="Emails">
      <Shown screen={screen} what="the emails">
        {({ viewer, limits }) => {
          const office = viewer?.officeDashboard;
          if (!office) return null;
          return (
            <>
              {office.holdsEmails && <HeldEmails waiting={office.emailCounts.queued} />}
              <StuckEmails waiting={office.emailCounts.queued} oldest={office.oldest.nodes[0]} />
              <EmailPlaces counts={office.emailCounts} here={state} />
              <LiveLine what="The list" />
              <EmailFilter key={JSON.stringify(query)} />
              <EmailList
                key={JSON.stringify(variables)}
                place={JSON.stringify(variables)}
                state={state}
                emails={office.emails}
                reasonLimit={limits.discardReason}
              />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}

function isKind(kind: string | undefined): kind is EmailKind {
  return kind !== undefined && kind in EMAIL_KINDS;
}
