import type { PairSkillsFragment } from "../../graph/generated/pages/mentorships/mentorship";
import { Folding } from "../../parts/Folding";
import type { Pair } from "./Mentorship";
import { nameIn } from "./steps";

/** The mentor's profile for the mentee, the mentee's application for the mentor (REQ-3); nothing once it is over. */
export function PairProfile({ pair }: { pair: Pair }) {
  const profile = pair.viewerRole === "MENTEE" ? pair.mentorProfile : pair.menteeApplication;
  if (!profile) return null;
  const name = nameIn(pair);
  const skills = pair.viewerRole === "MENTEE" ? `${name}'s strongest skills` : `What ${name} looks for`;
  return (
    <section>
      <h2>{pair.viewerRole === "MENTEE" ? `${name}'s profile` : `${name}'s application`}</h2>
      <Folding text={profile.bio ?? ""} whose={`${name}'s bio`} />
      {profile.workingHours && (
        <dl class="facts">
          <dt>Work hours</dt>
          <dd>{profile.workingHours.label}</dd>
        </dl>
      )}
      <h3>{skills}</h3>
      <div class="two-columns">
        <Ranking title="Career skills" ranked={profile.skills.career} />
        <Ranking title="Soft skills" ranked={profile.skills.soft} />
      </div>
    </section>
  );
}

function Ranking({ title, ranked }: { title: string; ranked: PairSkillsFragment["career"] }) {
  if (ranked.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ol class="usa-list">
        {ranked.map(({ skill }) => (
          <li key={skill.id}>{skill.name}</li>
        ))}
      </ol>
    </div>
  );
}
