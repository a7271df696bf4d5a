/** A skill of the catalog, or one that an application has though it is retired. */
export interface PickedSkill {
  id: string;
  name: string;
}

export type Category = "career" | "soft";
export const CATEGORIES: readonly Category[] = ["career", "soft"];

/** The ids of the chosen skills, each category in the person's order. */
export type Ranking = Record<Category, readonly string[]>;

export function chosenIn(ranking: Ranking): number {
  return ranking.career.length + ranking.soft.length;
}

export function added(ranking: Ranking, category: Category, id: string): Ranking {
  return { ...ranking, [category]: [...ranking[category], id] };
}

export function removed(ranking: Ranking, category: Category, id: string): Ranking {
  return { ...ranking, [category]: ranking[category].filter((each) => each !== id) };
}

/** The skill at another place of its category; places count from 0. */
export function moved(ranking: Ranking, category: Category, id: string, to: number): Ranking {
  const others = ranking[category].filter((each) => each !== id);
  return { ...ranking, [category]: [...others.slice(0, to), id, ...others.slice(to)] };
}
