import {
  HomeMentorshipsDocument,
  type HomeMentorshipsQuery,
  type HomePairFragment,
} from "../../graph/generated/pages/home/home";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { dayAndTimeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { count, listed, ordinal } from "../../parts/words";
import { TakingRequests } from "../settings/TakingRequests";

type Viewer = NonNullable<HomeMentorshipsQuery["viewer"]>;
const NO_VARIABLES = {};

/** Recommended mentors, the mentorships of both roles, and what a mentor switches. */
export function Mentorships() {
  const screen = useScreen(HomeMentorshipsDocument, NO_VARIABLES);
  return (
    <Shown screen={screen} what="your mentorships" part>
      {({ viewer }) =>
        viewer && (
          <>
            {(viewer.participant.openPlacesAsMentee ?? 0) > 0 && viewer.suggestionList && (
              <Recommended list={viewer.suggestionList} />
            )}
            <Pairs title="Your mentors" pairs={viewer.asMentee.nodes} />
            <Pairs title="Your mentees" pairs={viewer.asMentor.nodes} />
            {viewer.participant.isMentor && <AsMentor participant={viewer.participant} />}
          </>
        )
      }
    </Shown>
  );
}

function Recommended({ list }: { list: NonNullable<Viewer["suggestionList"]> }) {
  const { nodes, totalCount } = list.suggestions;
  return (
    <section aria-labelledby="recommended">
      <h2 id="recommended">Recommended mentors</h2>
      {nodes.length === 0 ? (
        <p>{list.emptyMessage ?? "Your list is empty."}</p>
      ) : (
        <ol class="rows" role="list">
          {nodes.map(({ person, commonSkills }) => (
            <li class="row" key={person.id}>
              <Link to={`/mentors/${person.id}`}>{person.name}</Link>{" "}
              {commonSkills.length > 0 && (
                <span class="quiet">
                  {count(commonSkills.length, "skill", "skills")} in common:{" "}
                  {listed(commonSkills.map(({ skill, menteeRank }) => `${skill.name} (your ${ordinal(menteeRank)})`))}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <p>
        <Link to="/suggestions">
          {nodes.length === 0 ? "See why, and what you can do" : `See all ${totalCount ?? nodes.length}`}
          <span class="usa-sr-only"> on your list of recommended mentors</span>
        </Link>
      </p>
    </section>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: readonly HomePairFragment[] }) {
  if (pairs.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="rows" role="list">
        {pairs.map((pair) => (
          <li class="row" key={pair.id}>
            <Pair pair={pair} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pair({ pair: { id, partner, respondedAt, endsOn, agreement, meetings } }: { pair: HomePairFragment }) {
  const next = meetings?.nodes
    .filter(
      ({ state, startsAt }) => (state === "PROPOSED" || state === "CONFIRMED") && Date.parse(startsAt) > Date.now(),
    )
    .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))[0];
  return (
    <>
      <div class="row-head">
        <h3>{partner?.name}</h3>
        <Link to={`/mentorships/${id}`}>
          Open<span class="usa-sr-only"> your mentorship with {partner?.name}</span>
        </Link>
      </div>
      <p>
        {respondedAt && (
          <>
            Since <DateTime value={respondedAt} />
          </>
        )}
        {endsOn && (
          <>
            {respondedAt ? ", until " : "Until "}
            <DateTime value={endsOn} />
          </>
        )}
        . Next meeting:{" "}
        {next
          ? `${dayAndTimeOf(next.startsAt)}${next.state === "PROPOSED" ? ", not confirmed yet" : ""}`
          : "none set up"}
        . Agreement: {agreementOf(agreement)}.
      </p>
    </>
  );
}

function agreementOf(agreement: HomePairFragment["agreement"]): string {
  if (!agreement) return "none yet";
  if (agreement.agreedAt) return "agreed by both";
  return agreement.proposedByViewer ? "waits for the other's answer" : "waits for your answer";
}

function AsMentor({ participant }: { participant: Viewer["participant"] }) {
  return (
    <section aria-labelledby="as-mentor">
      <h2 id="as-mentor">As a mentor</h2>
      <TakingRequests participant={participant} />
      <p>
        Mentees at a time: {participant.capacity}.{" "}
        <Link to="/settings">
          Change<span class="usa-sr-only"> the number of mentees at a time</span>
        </Link>
      </p>
    </section>
  );
}
