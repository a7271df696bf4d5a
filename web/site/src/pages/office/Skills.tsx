import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { FieldError } from "../../forms/errors";
import { OfficeSkillsDocument } from "../../graph/generated/pages/office/lists";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { AddSkill } from "./AddSkill";
import { OfficePage } from "./OfficePage";
import { SkillRow } from "./SkillRow";

const GROUPS = [
  { title: "Career skills", category: "CAREER", retired: false },
  { title: "Soft skills", category: "SOFT", retired: false },
  { title: "Retired", category: null, retired: true },
] as const;

/** The skills that the applications offer, and those that they offered once. */
export default function SkillsPage() {
  const { after = null } = useLocation().query;
  const screen = useScreen(OfficeSkillsDocument, { after });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  return (
    <OfficePage title="Skills" errors={errors}>
      <Shown screen={screen} what="the skills">
        {({ skills, limits, viewer }) => {
          const cells = new Map(
            viewer?.officeDashboard?.shortageBoard.nodes.map(({ skill, cell }) => [skill.id, cell] as const),
          );
          return (
            <>
              {GROUPS.map(({ title, category, retired }) => {
                const mine = skills.nodes.filter(
                  (each) => Boolean(each.retiredAt) === retired && (retired || each.category === category),
                );
                if (mine.length === 0) return null;
                return (
                  <section key={title} aria-labelledby={`skills-${title.split(" ")[0]}`}>
                    <h2 id={`skills-${title.split(" ")[0]}`}>{title}</h2>
                    <ul class="rows" role="list">
                      {mine.map((skill) => (
                        <SkillRow key={skill.id} skill={skill} cell={cells.get(skill.id)} />
                      ))}
                    </ul>
                  </section>
                );
              })}
              <Pagination of="skills" pageInfo={skills.pageInfo} />
              <AddSkill limit={limits.skillName} errors={errors} onErrors={setErrors} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}
