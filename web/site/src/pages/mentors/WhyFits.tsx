import type { MentorFitFragment, MentorSkillsFragment } from "../../graph/generated/pages/mentors/mentor";
import { listed, ordinal } from "../../parts/words";
import { fitWord } from "./fit";
import { HowWorkedOut } from "./HowWorkedOut";
import { others, type Ranked } from "./skills";

interface Props {
  firstName: string;
  match: MentorFitFragment;
  offered: MentorSkillsFragment;
  sought: MentorSkillsFragment | undefined;
}

/** The reasons of a match: each skill in common with both ranks, then what is not in common. */
export function WhyFits({ firstName, match, offered, sought }: Props) {
  const { score, commonSkills: common } = match;
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why {firstName} fits</h2>
      <p>
        <strong>{fitWord(score)}</strong>
        {score <= 0 && " with what you look for"}
      </p>
      {common.length > 0 && (
        <table class="usa-table usa-table--borderless find-ranks">
          <caption class="usa-sr-only">Skills in common</caption>
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col">You look for it</th>
              <th scope="col">{firstName} offers it</th>
            </tr>
          </thead>
          <tbody>
            {common.map(({ skill, menteeRank, mentorRank }) => (
              <tr key={skill.id}>
                <th scope="row">{skill.name}</th>
                <td>{ordinal(menteeRank)}</td>
                <td>{ordinal(mentorRank)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sought && <Rest title="Not in common" whose="your" skills={others(sought, common)} />}
      <Rest title={`${firstName} also offers`} skills={others(offered, common)} />
      <HowWorkedOut score={score} common={common} about={firstName} />
    </section>
  );
}

function Rest({ title, whose, skills }: { title: string; whose?: string; skills: readonly Ranked[] }) {
  if (skills.length === 0) return null;
  const words = skills.map(({ rank, skill }) => `${skill.name} (${whose ? `${whose} ` : ""}${ordinal(rank)})`);
  return (
    <p>
      {title}: {listed(words)}.
    </p>
  );
}
