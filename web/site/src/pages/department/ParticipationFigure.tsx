import type { DepartmentParticipationQuery } from "../../graph/generated/pages/department/department";
import { dayOf } from "../../parts/dates";
import { count } from "../../parts/words";

type Dashboard = NonNullable<NonNullable<DepartmentParticipationQuery["viewer"]>["administratorDashboard"]>;
type Participation = Dashboard["participation"][number];

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
const HIDDEN = "Not shown";

/** A department's mentors and mentees: a sentence, then the table. Small groups stay hidden. */
export function ParticipationFigure({ participation }: { participation: Participation }) {
  const { department, staff, mentors, mentees, mentorShare, menteeShare, suppressed } = participation;
  const rows = [
    { role: "Mentors", number: mentors, share: mentorShare },
    { role: "Mentees", number: mentees, share: menteeShare },
  ];
  const told = [
    mentors !== null && mentors !== undefined && count(mentors, "mentor", "mentors"),
    mentees !== null && mentees !== undefined && count(mentees, "mentee", "mentees"),
  ].filter(Boolean);
  return (
    <figure class="chart">
      <h2>{told.length ? `${department.name} has ${told.join(" and ")}` : `${department.name}: too few to show`}</h2>
      <p>
        Of {count(staff, "person", "people")} in the department, as of {dayOf(new Date())}.
      </p>
      <section class="table-region" aria-label={`Participation in ${department.name}`} tabIndex={0}>
        <table class="usa-table usa-table--borderless">
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col" class="number">
                People
              </th>
              <th scope="col" class="number">
                Share of staff
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ role, number, share }) => (
              <tr key={role}>
                <th scope="row">{role}</th>
                <td class="number">{number?.toLocaleString("en-US") ?? HIDDEN}</td>
                <td class="number">{share === null || share === undefined ? HIDDEN : percent.format(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {suppressed && (
        <p class="quiet">
          We don't show numbers about fewer than five people, nor numbers from which they could be worked out.
        </p>
      )}
    </figure>
  );
}
