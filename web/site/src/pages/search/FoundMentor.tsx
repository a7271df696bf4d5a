import type { AskFactsFragment } from "../../graph/generated/pages/mentors/ask";
import type { FoundMentorFragment } from "../../graph/generated/pages/search/search";
import { Folding } from "../../parts/Folding";
import { Link } from "../../parts/Link";
import { count, ordinal, stopped } from "../../parts/words";
import { AskMentor } from "../mentors/AskMentor";
import { fitSentence } from "../mentors/fit";
import { HowWorkedOut } from "../mentors/HowWorkedOut";

/** One mentor of the search, with the reasons of the match. */
export function FoundMentor({ mentor, facts }: { mentor: FoundMentorFragment; facts: AskFactsFragment }) {
  const { id, name, firstName, jobTitle, department, division, workLocation, match, workingHours } = mentor;
  return (
    <li class="row">
      <h2>
        <Link to={`/mentors/${id}`}>{name}</Link>
      </h2>
      <p>{[jobTitle, department.name, division, workLocation].filter(Boolean).join(", ")}</p>
      <p>
        <strong>{fitSentence(match.score, match.commonSkills)}</strong>
      </p>
      {match.commonSkills.length > 0 && (
        <ul class="usa-list">
          {match.commonSkills.map(({ skill, menteeRank, mentorRank }) => (
            <li key={skill.id}>
              {skill.name}: you {ordinal(menteeRank)}, mentor {ordinal(mentorRank)}
            </li>
          ))}
        </ul>
      )}
      <HowWorkedOut score={match.score} common={match.commonSkills} about={name} />
      <p>
        {workingHours && `${stopped(`Works ${workingHours.label}`)} `}
        {mentor.commonHours?.message}
      </p>
      {mentor.openPlaces !== null && <p>{count(mentor.openPlaces, "open place", "open places")}</p>}
      <Folding text={mentor.bio} whose={`${firstName}'s bio`} />
      <AskMentor mentor={mentor} facts={facts} look="outline" />
    </li>
  );
}
