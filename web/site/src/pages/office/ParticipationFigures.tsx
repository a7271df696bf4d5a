import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { Lines } from "../../charts/Lines";
import { inWords, NOT_SHOWN, percent } from "../../charts/numbers";
import type { OfficeParticipationQuery } from "../../graph/generated/pages/office/results";
import { dayOf } from "../../parts/dates";
import { HIDDEN_NOTE, monthName } from "./figureWords";

type Dashboard = NonNullable<NonNullable<OfficeParticipationQuery["viewer"]>["officeDashboard"]>;
type Figures = Dashboard["participation"];

const MONTHS = [{ title: "Month" }, { title: "New mentees", number: true }, { title: "New mentors", number: true }];
const DEPARTMENTS = [
  { title: "Department" },
  { title: "Staff", number: true },
  { title: "Mentees", number: true },
  { title: "Share of staff (mentees)", number: true },
  { title: "Mentors", number: true },
  { title: "Share of staff (mentors)", number: true },
];

/** New mentees and mentors by month, and all of them by department. */
export function ParticipationFigures({ figures }: { figures: Figures }) {
  const { months, departments, year, asOf, message } = figures;
  return (
    <>
      {months.length > 0 && (
        <Figure
          finding={`New mentees and mentors by month, ${year}`}
          basis="People whose application was approved, in the quarters that are over."
          note={months.some(({ suppressed }) => suppressed) ? HIDDEN_NOTE : null}
          csv={`/exports/approvals.csv?year=${year}`}
        >
          <Lines
            names={months.map(({ month }) => monthName(month))}
            series={[
              { name: "Mentees", values: months.map(({ mentees }) => mentees) },
              { name: "Mentors", values: months.map(({ mentors }) => mentors) },
            ]}
          />
          <FigureTable
            caption={`New mentees and mentors by month, ${year}`}
            columns={MONTHS}
            rows={months.map(({ month, mentees, mentors }) => ({
              key: String(month),
              cells: [monthName(month), inWords(mentees, NOT_SHOWN), inWords(mentors, NOT_SHOWN)],
            }))}
          />
        </Figure>
      )}
      <Figure
        finding={message}
        basis={`As of ${dayOf(asOf)}.`}
        note={departments.nodes.some(({ suppressed }) => suppressed) ? HIDDEN_NOTE : null}
        csv="/exports/participation.csv"
      >
        <FigureTable
          caption="Mentees and mentors by department"
          columns={DEPARTMENTS}
          rows={departments.nodes.map(({ department, staff, mentees, menteeShare, mentors, mentorShare }) => ({
            key: department.id,
            cells: [
              department.name,
              staff.toLocaleString("en-US"),
              inWords(mentees, NOT_SHOWN),
              percent(menteeShare),
              inWords(mentors, NOT_SHOWN),
              percent(mentorShare),
            ],
          }))}
        />
      </Figure>
    </>
  );
}
