import { useRef } from "preact/hooks";
import type { AskFactsFragment } from "../../graph/generated/pages/mentors/ask";
import type { RecommendedMentorFragment } from "../../graph/generated/pages/suggestions/suggestions";
import { Link } from "../../parts/Link";
import { listed } from "../../parts/words";
import { AskMentor } from "../mentors/AskMentor";
import { fitWord, ranked } from "../mentors/fit";
import { HowWorkedOut } from "../mentors/HowWorkedOut";
import { unavailable } from "../mentors/Standing";

/** One recommended mentor with the reasons. One who can't be asked any more stays in place and says so. */
export function Card({ suggestion, facts }: { suggestion: RecommendedMentorFragment; facts: AskFactsFragment }) {
  const { rank, person, score, commonSkills, commonHours, hoursWarning, requestBlocker } = suggestion;
  const last = useRef(suggestion.mentor);
  last.current = suggestion.mentor ?? last.current;
  const mentor = last.current && { ...last.current, requestBlocker }; // what is typed to one who is gone stays
  return (
    <li class="usa-card">
      <div class={requestBlocker ? "usa-card__container card--settled" : "usa-card__container"}>
        <div class="usa-card__header">
          <h2 class="usa-card__heading">
            {rank}. {mentor ? <Link to={`/mentors/${mentor.id}`}>{person.name}</Link> : person.name}
          </h2>
          <p>
            {person.jobTitle}, {person.department.name}
          </p>
        </div>
        <div class="usa-card__body">
          <p>
            <strong>{fitWord(score)}</strong>
            {commonSkills.length > 0 && `. In common: ${listed(commonSkills.map(ranked))}.`}
          </p>
          {hoursWarning ? (
            <p>
              <strong>Note: </strong>
              {hoursWarning}
            </p>
          ) : (
            commonHours && <p>{commonHours.message}</p>
          )}
          <HowWorkedOut score={score} common={commonSkills} about={person.name} />
        </div>
        <div class="usa-card__footer">
          {mentor ? (
            <AskMentor mentor={mentor} facts={facts} look="outline" />
          ) : (
            requestBlocker &&
            requestBlocker.code !== "NOT_ALLOWED_TO_REQUEST" && (
              <div class="note">
                <p>
                  {requestBlocker.code === "NO_LONGER_AVAILABLE"
                    ? unavailable(person.firstName)
                    : requestBlocker.message}
                </p>
              </div>
            )
          )}
        </div>
      </div>
    </li>
  );
}
