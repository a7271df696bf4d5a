import type { TeamQuery } from "../../graph/generated/pages/queue/queue";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { count, roleWord } from "../../parts/words";

type Dashboard = NonNullable<NonNullable<TeamQuery["viewer"]>["supervisorDashboard"]>;
type Member = Dashboard["team"]["nodes"][number];

/** A row for each person, whatever their roles. */
export function TeamTable({ members }: { members: readonly Member[] }) {
  return (
    <section class="table-region" aria-label="Your team" tabIndex={0}>
      <table class="usa-table usa-table--borderless">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Mentor since</th>
            <th scope="col">Mentee since</th>
            <th scope="col">Mentorships now</th>
            <th scope="col">Waiting application</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <TeamRow key={member.id} member={member} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TeamRow({ member }: { member: Member }) {
  const { person, isMentor, isMentee, activeMentees, activeMentors, applications } = member;
  const waiting = applications?.nodes.filter(({ state }) => state === "SUBMITTED") ?? [];
  const active = (activeMentees ?? 0) + (activeMentors ?? 0);
  return (
    <tr>
      <th scope="row">
        {person.name}
        <br />
        <span class="quiet">{person.jobTitle}</span>
      </th>
      <td>{isMentor ? <Since member={member} kind="MENTOR" /> : "Not a mentor"}</td>
      <td>{isMentee ? <Since member={member} kind="MENTEE" /> : "Not a mentee"}</td>
      <td>{active ? count(active, "mentorship", "mentorships") : "None"}</td>
      <td>
        {waiting.length === 0 && "None"}
        {waiting.map(({ id, kind }) => (
          <div key={id}>
            <Link to={`/applications/${id}`}>
              As a {roleWord(kind)}
              <span class="usa-sr-only">, {person.name}</span>
            </Link>
          </div>
        ))}
      </td>
    </tr>
  );
}

function Since({ member, kind }: { member: Member; kind: "MENTOR" | "MENTEE" }) {
  const approved = member.applications?.nodes.find((each) => each.kind === kind && each.state === "APPROVED");
  return approved?.decision ? <DateTime value={approved.decision.decidedAt} /> : <>Yes</>;
}
