import { useKept } from "../../forms/kept";
import type { Row } from "./useRows";
import { canDecide, isSettled } from "./words";

/** Applications chosen for one decision, each with the `submittedAt` that was on the screen then. */
export type Selected = Record<string, string>;

export const NONE_SELECTED: Selected = {};
const MOST = 50;

export interface Selection {
  /** Those that still wait. */
  selected: Selected;
  ids: string[];
  /** How many can be chosen at once. */
  possible: number;
  isAll: boolean;
  select(row: Row, chosen: boolean): void;
  selectAll(chosen: boolean): void;
}

/** What is chosen in a list, by id: new rows don't change it, and rows that are settled leave it. */
export function useSelection(place: string, rows: readonly Row[]): Selection {
  const kept = useKept(`${place}:selected`, NONE_SELECTED);
  const waiting = rows
    .filter(({ application, isGone }) => !isGone && !isSettled(application) && canDecide(application))
    .slice(0, MOST);
  const selected = Object.fromEntries(
    waiting.flatMap(({ application: { id } }) => {
      const read = kept.value[id];
      return read === undefined ? [] : [[id, read]];
    }),
  );
  const ids = Object.keys(selected);
  return {
    selected,
    ids,
    possible: waiting.length,
    isAll: waiting.length > 0 && ids.length === waiting.length,
    select({ application: { id, submittedAt } }, chosen) {
      const { [id]: _, ...others } = selected;
      kept.set(chosen ? { ...others, [id]: submittedAt ?? "" } : others);
    },
    selectAll(chosen) {
      kept.set(
        chosen
          ? Object.fromEntries(
              waiting.map(({ application: { id, submittedAt } }) => [id, selected[id] ?? submittedAt ?? ""]),
            )
          : NONE_SELECTED,
      );
    },
  };
}
