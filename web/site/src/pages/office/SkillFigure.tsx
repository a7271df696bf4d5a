import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { inWords, NOT_SHOWN } from "../../charts/numbers";
import type { OfficeSkillsSoughtQuery } from "../../graph/generated/pages/office/results";
import { dayOf } from "../../parts/dates";
import { HIDDEN_NOTE } from "./figureWords";

type Dashboard = NonNullable<NonNullable<OfficeSkillsSoughtQuery["viewer"]>["officeDashboard"]>;
type Row = Dashboard["shortageBoard"]["nodes"][number];

const COLUMNS = [
  { title: "Skill" },
  { title: "Mentees who seek it", number: true },
  { title: "Mentors who offer it", number: true },
  { title: "Open places", number: true },
];

/** How many seek each skill, and how many places are open with mentors who offer it; the scarcest first. */
export function SkillFigure({ rows }: { rows: readonly Row[] }) {
  const [scarcest] = rows;
  if (!scarcest) return <p>No skill is sought or offered now.</p>;
  return (
    <Figure
      finding={scarcest.message}
      basis={`As of ${dayOf(scarcest.asOf)}.`}
      note={rows.some(({ cell }) => cell.suppressed) ? HIDDEN_NOTE : null}
      csv="/exports/shortage.csv"
    >
      <Bars
        series={["mentees", "open places"]}
        bars={rows.map(({ skill, cell }) => ({
          key: skill.id,
          name: skill.name,
          values: [cell.mentees, cell.openPlaces],
          words: [inWords(cell.mentees, NOT_SHOWN), inWords(cell.openPlaces, NOT_SHOWN)],
        }))}
      />
      <FigureTable
        caption="Skills, the scarcest first"
        columns={COLUMNS}
        rows={rows.map(({ skill, cell }) => ({
          key: skill.id,
          cells: [
            skill.name,
            inWords(cell.mentees, NOT_SHOWN),
            inWords(cell.mentors, NOT_SHOWN),
            inWords(cell.openPlaces, NOT_SHOWN),
          ],
        }))}
      />
    </Figure>
  );
}
