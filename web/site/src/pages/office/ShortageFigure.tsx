import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { inWords, NOTE } from "../../charts/numbers";
import type { CellShortFragment, SkillShortFragment } from "../../graph/generated/pages/office/shortage";
import { dayOf, timeOf } from "../../parts/dates";
import { KIND_WORDS, ratioInWords } from "./shortageWords";

interface Props {
  /** The scarcest first. */
  rows: readonly SkillShortFragment[];
  /** The department, where there is one. */
  where: string | undefined;
}

/** The skills with what is sought and what is open, as pairs of bars and as a table. */
export function ShortageFigure({ rows, where }: Props) {
  const [first] = rows;
  if (!first) return null;
  const ratio = ratioInWords(first.cell);
  const finding =
    first.cell.suppressed || !ratio
      ? first.message.replace(/\.$/, "")
      : `${first.skill.name} is the scarcest skill: ${ratio}`;
  return (
    <Figure
      finding={finding}
      basis={`${where ?? "The whole State"}, as of ${dayOf(first.asOf)}, ${timeOf(first.asOf)}: approved mentees with an open place, and the places of mentors who take requests.`}
      note={rows.some(({ cell }) => cell.suppressed) ? NOTE : null}
      csv={where ? undefined : "/exports/shortage.csv"}
    >
      <Bars
        series={["mentees", "open places"]}
        bars={rows.map(({ skill, cell }) => ({
          key: skill.id,
          name: skill.name,
          values: [cell.mentees, cell.openPlaces],
        }))}
      />
      <FigureTable
        caption="Skills, the scarcest first"
        columns={[
          { title: "Skill" },
          { title: "Kind" },
          { title: "Mentees who seek it", number: true },
          { title: "Open places", number: true },
          { title: "Mentors who offer it", number: true },
          { title: "Mentees for each open place", number: true },
        ]}
        rows={rows.map(({ skill, cell }) => ({
          key: skill.id,
          cells: [skill.name, KIND_WORDS[skill.category], ...cellsOf(cell)],
        }))}
      />
    </Figure>
  );
}

/** Mentees, places, mentors and their ratio in words of a table. */
export function cellsOf({ mentees, openPlaces, mentors, ratio, suppressed }: CellShortFragment): string[] {
  const ratioWords =
    ratio?.toLocaleString("en-US", { maximumFractionDigits: 1 }) ?? (suppressed ? "Not shown" : "No open place");
  return [inWords(mentees), inWords(openPlaces), inWords(mentors), ratioWords];
}
