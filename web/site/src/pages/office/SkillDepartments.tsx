import { useMemo, useState } from "preact/hooks";
import { FigureTable } from "../../charts/FigureTable";
import { NOTE } from "../../charts/numbers";
import {
  OfficeSkillDepartmentsDocument,
  type OfficeSkillDepartmentsQueryVariables,
  type SkillShortFragment,
} from "../../graph/generated/pages/office/shortage";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { cellsOf } from "./ShortageFigure";

interface Props extends OfficeSkillDepartmentsQueryVariables {
  row: SkillShortFragment;
}

/** A skill by department, asked for when it is opened. */
export function SkillDepartments({ row: { skill, message }, category = null, after = null }: Props) {
  const [opened, setOpened] = useState(false);
  const variables = useMemo(() => ({ category, after }), [category, after]);
  const screen = useScreen(OfficeSkillDepartmentsDocument, variables, { pause: !opened });
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{message}</summary>
      {opened && (
        <Shown screen={screen} what="the departments" part>
          {({ viewer }) => {
            const [found] = viewer?.officeDashboard?.shortageBoard.nodes ?? [];
            const rows = found?.skill.id === skill.id ? found.departments.nodes : [];
            if (rows.length === 0) return <p>No department to show.</p>;
            return (
              <>
                <FigureTable
                  file="shortage-by-department"
                  caption={`${skill.name} by department`}
                  columns={[
                    { title: "Department" },
                    { title: "Mentees who seek it", number: true },
                    { title: "Open places", number: true },
                    { title: "Mentors who offer it", number: true },
                    { title: "Mentees for each open place", number: true },
                  ]}
                  rows={rows.map(({ department, cell }) => ({
                    key: department.id,
                    cells: [department.name, ...cellsOf(cell)],
                  }))}
                />
                {rows.some(({ cell }) => cell.suppressed) && <p class="quiet">{NOTE}</p>}
              </>
            );
          }}
        </Shown>
      )}
    </details>
  );
}
