import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { OfficeShortageDocument } from "../../graph/generated/pages/office/shortage";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { OfficePage } from "./OfficePage";
import { ShortageFigure } from "./ShortageFigure";
import { ShortageFilter } from "./ShortageFilter";
import { SkillDepartments } from "./SkillDepartments";

const KINDS = ["CAREER", "SOFT"] as const;

/** Which skills need mentors: what mentees seek against the places that are open. */
export default function ShortagePage() {
  const { query } = useLocation();
  const { department = null, category, after = null } = query as Record<string, string | undefined>;
  const variables = useMemo(
    () => ({ department, category: KINDS.find((kind) => kind === category) ?? null, after }),
    [department, category, after],
  );
  const screen = useScreen(OfficeShortageDocument, variables);
  return (
    <OfficePage title="Shortage">
      <Shown screen={screen} what="the shortage of skills">
        {({ viewer, departments }) => {
          const board = viewer?.officeDashboard?.shortageBoard;
          if (!board) return null;
          const rows = board.edges.map(({ node }) => node);
          const where = departments.nodes.find(({ id }) => id === department)?.name;
          return (
            <>
              <ShortageFilter departments={departments.nodes} />
              {rows.length === 0 ? (
                <p>Nobody seeks or offers a skill here.</p>
              ) : (
                <>
                  <h2>{where ?? "The whole State"}</h2>
                  <ShortageFigure rows={rows} where={where} />
                </>
              )}
              <Pagination of="skills" pageInfo={board.pageInfo} />
              {!department && rows.length > 0 && <h2>Each skill by department</h2>}
              {!department &&
                board.edges.map(({ node }, index) => (
                  <SkillDepartments
                    key={node.skill.id}
                    row={node}
                    category={variables.category}
                    after={board.edges[index - 1]?.cursor ?? after}
                  />
                ))}
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}
