import { ordinal } from "../parts/words";
import { added, chosenIn } from "./ranking";
import type { GroupProps } from "./SkillGroup";

/** The category's skills. Their order and number never change: a second click on Add finds the same button. */
export function ChooseFrom(group: GroupProps & { labelledBy: string }) {
  const { category, choices, chosen, most, refused, onRefused, onChange } = group;
  const mine = chosen[category];
  const add = ({ id, name }: { id: string; name: string }) => {
    const rank = mine.indexOf(id) + 1;
    if (rank) return onRefused("", `${name} is chosen already, ${ordinal(rank)}.`);
    if (chosenIn(chosen) >= most) return onRefused(id, enough(most, name));
    const next = added(chosen, category, id);
    const place = next[category].length;
    onChange(
      next,
      `${name} added, ${ordinal(place)} of ${place} ${category} skills. ${chosenIn(next)} of ${most} chosen.`,
    );
  };
  return (
    <ul class="skill-list" role="list" aria-labelledby={group.labelledBy}>
      {choices.map((skill) => {
        const rank = mine.indexOf(skill.id) + 1;
        return (
          <li key={skill.id}>
            <span class="skill-name">{skill.name}</span>
            <button
              type="button"
              id={`add-${skill.id}`}
              class={`usa-button usa-button--${rank ? "unstyled" : "outline"}`}
              aria-disabled={rank ? "true" : undefined}
              onClick={() => add(skill)}
            >
              {rank ? (
                <>
                  Added, {ordinal(rank)}
                  <span class="usa-sr-only"> {skill.name}</span>
                </>
              ) : (
                <>
                  Add <span aria-hidden="true">&gt;&gt;</span>
                  <span class="usa-sr-only">
                    {skill.name} to {category} skills
                  </span>
                </>
              )}
            </button>
            {refused === skill.id && !rank && <p class="usa-error-message">{enough(most, skill.name)}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function enough(most: number, name: string): string {
  return `You have chosen ${most}, the most. Remove one to add ${name}.`;
}
