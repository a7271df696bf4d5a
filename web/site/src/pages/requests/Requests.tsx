import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { RequestsPageDocument, type RequestsPageQuery } from "../../graph/generated/pages/requests/requests";
import { useScreen } from "../../graph/useScreen";
import { LiveLine } from "../../live/LiveLine";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { fitSentence } from "../mentors/fit";

type Own = NonNullable<RequestsPageQuery["viewer"]>;

export default function RequestsPage() {
  const { query } = useLocation();
  const screen = useScreen(RequestsPageDocument, { before: query.before ?? null });
  return (
    <Page title="Requests">
      <Shown screen={screen} what="your requests">
        {({ viewer }) => viewer && <Lists own={viewer} />}
      </Shown>
    </Page>
  );
}

function Lists({ own }: { own: Own }) {
  const { requestsReceived: received, requestsMade: made, participant } = own;
  const none = received.nodes.length === 0 && made.nodes.length === 0;
  return (
    <>
      <LiveLine what="This list" />
      {participant.isMentor && participant.available === false && (
        <p>
          You are not taking requests now. <Link to="/settings">Change that</Link>
        </p>
      )}
      {received.nodes.length > 0 && <Received received={received} />}
      {made.nodes.length > 0 && <Made made={made} />}
      {none && (
        <p>
          No requests.{" "}
          {participant.isMentee ? (
            <Link to="/search">Find a mentor</Link>
          ) : participant.isMentor ? (
            "Mentees find you in the search. What they ask comes here, and by email."
          ) : (
            <Link to="/">See what to do next</Link>
          )}
        </p>
      )}
    </>
  );
}

/** The oldest first: who has waited longest is answered first, and what is new comes at the end. */
function Received({ received }: { received: Own["requestsReceived"] }) {
  const { pageInfo } = received;
  return (
    <section aria-labelledby="received">
      <h2 id="received">Waiting for your answer</h2>
      <p class="count-line">{count(received.totalCount ?? 0, "request", "requests")}. The oldest first.</p>
      <ul class="rows" role="list">
        {[...received.nodes].reverse().map(({ id, partner, requestedAt, match }) => (
          <li class="row" key={id}>
            <h3>
              <Link to={`/requests/${id}`}>{partner?.name}</Link>
            </h3>
            <p>
              {partner?.jobTitle}, {partner?.department.name}. Asked on <DateTime value={requestedAt} />.
            </p>
            {match && match.score > 0 && <p>{fitSentence(match.score, match.commonSkills)}.</p>}
            <div class="actions">
              <Link to={`/requests/${id}`} class="usa-button usa-button--outline">
                Read and answer<span class="usa-sr-only"> {partner?.name}'s request</span>
              </Link>
            </div>
          </li>
        ))}
      </ul>
      <Pagination
        of="requests"
        parameter="before"
        pageInfo={{ hasNextPage: pageInfo.hasPreviousPage, endCursor: pageInfo.startCursor }}
      />
    </section>
  );
}

function Made({ made }: { made: Own["requestsMade"] }) {
  return (
    <section aria-labelledby="made">
      <h2 id="made">You asked</h2>
      <ul class="rows" role="list">
        {made.nodes.map(({ id, partner, requestedAt }) => (
          <li class="row" key={id}>
            <h3>
              <Link to={`/requests/${id}`}>{partner?.name}</Link>
            </h3>
            <p>
              {partner?.jobTitle}, {partner?.department.name}. {partner?.firstName} has had your request since{" "}
              <DateTime value={requestedAt} />.
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
