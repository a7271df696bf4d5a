import { ChooseFrom } from "./ChooseFrom";
import { RankedList } from "./RankedList";
import type { Category, PickedSkill, Ranking } from "./ranking";

export interface GroupProps {
  id: string;
  category: Category;
  choices: readonly PickedSkill[];
  /** Of both categories, as the limit is over both. */
  chosen: Ranking;
  nameOf(skill: string): string;
  retired: readonly PickedSkill[];
  most: number;
  /** The skill that could not be added, as there are enough. */
  refused: string | null;
  onRefused(skill: string, said: string): void;
  onChange(chosen: Ranking, said: string): void;
}

const WORDS = {
  career: { heading: "Career skills", ranked: "Selected Career Skills Ranked In Order" },
  soft: { heading: "Soft skills", ranked: "Selected Soft Skills Ranked In Order" },
};

/** One category: what there is to choose from, and the ranking. */
export function SkillGroup(group: GroupProps) {
  const { id, category } = group;
  const { heading, ranked } = WORDS[category];
  const name = `${id}-${category}`;
  return (
    <div role="group" aria-labelledby={name}>
      <h3 id={name}>{heading}</h3>
      <div class="grid-row grid-gap">
        <div class="tablet:grid-col-5 desktop:grid-col-4">
          <h4 id={`${name}-all`}>To choose from</h4>
          <ChooseFrom {...group} labelledBy={`${name}-all`} />
        </div>
        <div class="tablet:grid-col-7 desktop:grid-col-8">
          <h4 id={`${name}-mine`}>{ranked}</h4>
          <RankedList {...group} labelledBy={`${name}-mine`} />
        </div>
      </div>
    </div>
  );
}
