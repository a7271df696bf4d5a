import { count, ordinal } from "../../parts/words";
import type { Pair } from "./Mentorship";
import { nameIn } from "./steps";

/** Why the two fit, and the hours that they have in common; nothing once it is over. */
export function PairMatch({ pair }: { pair: Pair }) {
  const { match, commonHours } = pair;
  if (!match && !commonHours) return null;
  const name = nameIn(pair);
  return (
    <section>
      <h2>Why you fit</h2>
      {match && match.commonSkills.length === 0 && <p>You have no skills in common. Other things can count more.</p>}
      {match && match.commonSkills.length > 0 && (
        <>
          <p>{count(match.commonSkills.length, "skill", "skills")} in common:</p>
          <ul class="usa-list">
            {match.commonSkills.map((each) => {
              const { mine, theirs } = ranksIn(pair, each);
              return (
                <li key={each.skill.id}>
                  {each.skill.name}: your {ordinal(mine)}, {name}'s {ordinal(theirs)}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {commonHours && <p>{commonHours.message}</p>}
    </section>
  );
}

function ranksIn(pair: Pair, { menteeRank, mentorRank }: { menteeRank: number; mentorRank: number }) {
  return pair.viewerRole === "MENTEE"
    ? { mine: menteeRank, theirs: mentorRank }
    : { mine: mentorRank, theirs: menteeRank };
}
