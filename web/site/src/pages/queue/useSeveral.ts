import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { type Kept, useKept } from "../../forms/kept";
import { NONE_SELECTED, type Selected } from "./useSelection";
import type { What } from "./words";

/** What became of one of several. */
export interface SeveralResult {
  id: string;
  name: string;
  kind: "MENTOR" | "MENTEE";
  done: boolean;
  why: string;
}

export interface SeveralResults {
  what: What;
  results: SeveralResult[];
  /** What whoever denied some of them is reminded of (APR-1). */
  reminder?: string | null;
}

const NO_RESULT: SeveralResults = { what: "approve", results: [] };

/** The page that decides several at once: its address says what and which, the tab keeps which version of each was read. */
export function useSeveral(address: string) {
  const { url, route } = useLocation();
  const search = new URLSearchParams(url.split("?")[1] ?? "");
  const from = search.get("from") ?? "queue:first";
  const asked = search.get("what");
  const selected = useKept(`${from}:selected`, NONE_SELECTED);
  const ground: Kept<string> = useKept(`${from}:stated`, "");
  const result = useKept("several:result", NO_RESULT);
  const ids = search.getAll("id");

  function go(what: What | "done", those: readonly string[]) {
    const next = new URLSearchParams({ what, from });
    for (const id of those) next.append("id", id);
    route(at(`${address}?${next}`), true);
  }
  return {
    what: (asked === "deny" || asked === "done" ? asked : "approve") as What | "done",
    ids,
    from,
    read: selected.value satisfies Selected,
    ground: ground.value || null,
    result: result.value,
    leaveOut(id: string) {
      const { [id]: _, ...others } = selected.value;
      selected.set(others);
      go(
        asked === "deny" ? "deny" : "approve",
        ids.filter((each) => each !== id),
      );
    },
    done(results: SeveralResults) {
      selected.done();
      result.set(results);
      go("done", []);
    },
  };
}

export type Several = ReturnType<typeof useSeveral>;
