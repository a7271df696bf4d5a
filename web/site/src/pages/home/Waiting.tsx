import type { HomeStepsQuery } from "../../graph/generated/pages/home/home";
import { DateTime } from "../../parts/DateTime";
import { dayOf, daysUntil, monthOf } from "../../parts/dates";
import { Link } from "../../parts/Link";

type Viewer = NonNullable<HomeStepsQuery["viewer"]>;
type Period = HomeStepsQuery["applicationPeriod"];

/** What the person waits for: with whom it is, since when, and what comes next. */
export function Waiting({ viewer, period }: { viewer: Viewer; period: Period }) {
  const requests = viewer.requestsMade.nodes;
  const matching = matchingSentence(viewer.participant, period);
  if (requests.length === 0 && !matching) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">What you wait for</h2>
      <ul class="rows" role="list">
        {requests.map(({ id, requestedAt, mentor }) => (
          <li class="row" key={id}>
            <p>
              {mentor.name} has had your request since <DateTime value={requestedAt} />. You can take it back and ask
              someone else at any time.
            </p>
            <p>
              <Link to={`/requests/${id}`}>
                Open the request<span class="usa-sr-only"> to {mentor.name}</span>
              </Link>
            </p>
          </li>
        ))}
        {matching && (
          <li class="row">
            <p>{matching}</p>
          </li>
        )}
      </ul>
    </section>
  );
}

/** For whom the next matching makes a list: approved mentees with an open place (MAT-3). */
function matchingSentence({ isMentee, openPlacesAsMentee, standing }: Viewer["participant"], period: Period): string {
  if (!period || !isMentee || !openPlacesAsMentee || standing !== "ELIGIBLE") return "";
  if (daysUntil(period.matchesAt) < 0) return "";
  return `The ${monthOf(period.matchesAt)} matching runs on ${dayOf(period.matchesAt)}. You're in it, and we'll email you your list of recommended mentors.`;
}
