import type { AskableFragment, AskFactsFragment } from "../../graph/generated/pages/mentors/ask";
import { Alert } from "../../parts/Alert";
import { CopyButton } from "../../parts/CopyButton";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";

export interface AskedRequest {
  id: string;
  requestedAt: string;
}

/** A request that waits; it takes the focus when it was made just now. */
export function Asked({ request, firstName, justNow }: { request: AskedRequest; firstName: string; justNow: boolean }) {
  return (
    <div class="note" tabIndex={-1} ref={justNow ? focused : null}>
      <p>
        {justNow && <strong>Done: </strong>}
        You asked {firstName} on <DateTime value={request.requestedAt} />.{" "}
        {justNow ? `We'll write to you when ${firstName} answers.` : `${firstName} has not answered yet.`}{" "}
        <Link to={`/requests/${request.id}`}>Open your request</Link>
      </p>
    </div>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}

export function YourMentor({ mentorship, firstName }: { mentorship: string; firstName: string }) {
  return (
    <div class="note">
      <p>
        {firstName} is your mentor. <Link to={`/mentorships/${mentorship}`}>Open your mentorship</Link>
      </p>
    </div>
  );
}

/** Why this mentor can't be asked, in the server's words. */
export function CannotAsk({ mentor }: { mentor: AskableFragment }) {
  const { requestBlocker: blocker, viewerActions, firstName } = mentor;
  if (blocker?.code === "NO_LONGER_AVAILABLE") {
    return (
      <div class="note">
        <p>
          {unavailable(firstName)} <Link to="/search">Search all mentors</Link>
        </p>
      </div>
    );
  }
  const reason = blocker?.code === "NOT_ALLOWED_TO_REQUEST" ? viewerActions[0]?.reason : undefined;
  return (
    <div class="note">
      <p>{reason ?? blocker?.message ?? "You can't ask this mentor. Search for another."}</p>
    </div>
  );
}

/** Why a mentor takes no requests is theirs; that two mentees are the most is known to all (CAP-2). */
export function unavailable(firstName: string): string {
  return `${firstName} is no longer available. That may be because ${firstName} has two mentees by now.`;
}

export function NoLongerAvailable({ firstName, note }: { firstName: string; note: string }) {
  return (
    <div role="alert">
      <Alert kind="warning" slim>
        {unavailable(firstName)} {note && "Your note is kept below."}
      </Alert>
      <div class="actions">
        <Link to="/search" class="usa-button">
          Search all mentors
        </Link>
        {note && <CopyButton text={note}>Copy your note</CopyButton>}
      </div>
    </div>
  );
}

/** As many requests wait as there are open places: which they are, and where to take one back. */
export function MustWait({ reason, facts }: { reason: string | null; facts: AskFactsFragment }) {
  return (
    <div role="alert">
      <Alert kind="info" slim>
        {reason}
      </Alert>
      <OpenRequests facts={facts} />
    </div>
  );
}

export function OpenRequests({ facts }: { facts: AskFactsFragment }) {
  const requests = facts.viewer?.requestsMade.nodes ?? [];
  return (
    <ul class="usa-list">
      {requests.map(({ id, partner }) => (
        <li key={id}>
          You're waiting for {partner?.name}. <Link to={`/requests/${id}`}>Open your request to {partner?.name}</Link>
        </li>
      ))}
    </ul>
  );
}
