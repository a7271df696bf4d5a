import { DateTime } from "../../parts/DateTime";
import { dayAndTimeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { stopped } from "../../parts/words";
import type { Ending } from "./EndMentorship";

/** What comes after a mentorship. */
export function Ended({ pair }: { pair: Ending }) {
  const { survey } = pair;
  return (
    <>
      <p>
        {stopped(
          `${pair.state === "COMPLETED" ? "It is complete" : "It ended early"}${pair.endedAt ? `, since ${dayAndTimeOf(pair.endedAt)}` : ""}`,
        )}{" "}
        Your place is free again.
      </p>
      {survey?.submittedAt && (
        <p>
          You answered the survey on <DateTime value={survey.submittedAt} />.
        </p>
      )}
      <div class="actions">
        {survey && !survey.submittedAt && (
          <Link to={`/survey/${survey.id}`} class="usa-button">
            Fill in the survey
          </Link>
        )}
        {pair.viewerRole === "MENTEE" && (
          <Link to="/search" class="usa-button usa-button--outline">
            Find another mentor
          </Link>
        )}
        {pair.viewerRole === "MENTOR" && (
          <Link to="/settings" class="usa-button usa-button--outline">
            Check your availability
          </Link>
        )}
        <Link to={`/mentorships/${pair.id}`}>What you did together</Link>
      </div>
    </>
  );
}
