import type { OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { ordinal } from "../../parts/words";
import { fitSentence } from "../mentors/fit";
import { HowWorkedOut } from "../mentors/HowWorkedOut";

/** To the mentor: what the mentee looks for that the mentor offers, and when both work. */
export function WhyYouTwo({ request: { match, commonHours, partner } }: { request: OneRequestFragment }) {
  if (!match && !commonHours) return null;
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why you two</h2>
      {match && (
        <>
          <p>
            <strong>{match.score > 0 ? fitSentence(match.score, match.commonSkills) : "No skills in common"}</strong>
          </p>
          {match.commonSkills.length > 0 && (
            <ul class="usa-list">
              {match.commonSkills.map(({ skill, menteeRank, mentorRank }) => (
                <li key={skill.id}>
                  {skill.name}: {partner?.firstName} {ordinal(menteeRank)}, you {ordinal(mentorRank)}
                </li>
              ))}
            </ul>
          )}
          <HowWorkedOut score={match.score} common={match.commonSkills} about={partner?.name ?? "you two"} />
        </>
      )}
      {commonHours && <p>{commonHours.message}</p>}
    </section>
  );
}
