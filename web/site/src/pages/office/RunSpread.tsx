import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { inWords, NOT_SHOWN, NOTE } from "../../charts/numbers";
import type { RunFiguresFragment } from "../../graph/generated/pages/office/matching";
import { count } from "../../parts/words";

interface Props {
  figures: RunFiguresFragment;
  basis: string;
}

/** Whether a few mentors are on all lists. */
export function ExposureFigure({ figures: { exposures, mentors }, basis }: Props) {
  const rows = exposures.nodes;
  const most = rows.at(-1)?.lists ?? 0;
  return (
    <Figure
      finding={
        rows.length === 0
          ? "No mentor is on a list"
          : `No mentor is on more than ${count(most, "list", "lists")}, of ${count(mentors, "mentor", "mentors")}`
      }
      basis={basis}
      note={rows.some(({ suppressed }) => suppressed) ? NOTE : null}
    >
      {rows.length > 0 && (
        <>
          <Bars
            bars={rows.map((row) => ({ key: String(row.lists), name: onLists(row.lists), values: [row.mentors] }))}
          />
          <FigureTable
            file="matching-lists-of-mentors"
            caption="Mentors by the number of lists they are on"
            columns={[{ title: "Lists" }, { title: "Mentors", number: true }]}
            rows={rows.map((row) => ({ key: String(row.lists), cells: [onLists(row.lists), inWords(row.mentors)] }))}
          />
        </>
      )}
    </Figure>
  );
}

function onLists(lists: number): string {
  return lists === 0 ? "On no list" : `On ${count(lists, "list", "lists")}`;
}

/** Each department's people in the run. */
export function DepartmentsFigure({ figures: { departments }, basis }: Props) {
  const rows = departments.nodes.map(({ department, ...numbers }, index) => ({
    ...numbers,
    key: department?.id ?? String(index),
    name: department?.name ?? "A department that is there no more",
  }));
  if (rows.length === 0) return null;
  return (
    <Figure
      finding={`${count(rows.length, "department takes", "departments take")} part`}
      basis={basis}
      note={rows.some(({ suppressed }) => suppressed) ? NOTE : null}
    >
      <Bars
        series={["mentees", "mentors"]}
        bars={rows.map(({ key, name, mentees, mentors }) => ({ key, name, values: [mentees, mentors] }))}
      />
      <FigureTable
        file="matching-departments"
        caption="Mentees and mentors by department"
        columns={[
          { title: "Department" },
          { title: "Mentees", number: true },
          { title: "Mentors", number: true },
          { title: "Mentees matched", number: true },
        ]}
        rows={rows.map(({ key, name, mentees, mentors, matched }) => ({
          key,
          cells: [name, inWords(mentees), inWords(mentors), inWords(matched, NOT_SHOWN)],
        }))}
      />
    </Figure>
  );
}
