import { FigureTable } from "../../charts/FigureTable";
import type { SkillShortFragment } from "../../graph/generated/pages/office/shortage";
import { cellsOf } from "./ShortageFigure";

/** Each skill by department, folded. */
export function SkillDepartments({ rows }: { rows: readonly SkillShortFragment[] }) {
  return (
    <>
      <h2>Each skill by department</h2>
      {rows.map(({ skill, message, departments }) => (
        <details key={skill.id}>
          <summary>
            {skill.name}: {message}
          </summary>
          {departments.nodes.length === 0 ? (
            <p>No department to show.</p>
          ) : (
            <FigureTable
              caption={`${skill.name} by department`}
              columns={[
                { title: "Department" },
                { title: "Mentees who seek it", number: true },
                { title: "Open places", number: true },
                { title: "Mentors who offer it", number: true },
                { title: "Mentees for each open place", number: true },
              ]}
              rows={departments.nodes.map(({ department, cell }) => ({
                key: department.id,
                cells: [department.name, ...cellsOf(cell)],
              }))}
            />
          )}
        </details>
      ))}
    </>
  );
}
