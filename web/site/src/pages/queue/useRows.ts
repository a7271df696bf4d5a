import { useMemo, useRef, useState } from "preact/hooks";
import { SettledDocument, type SettledQuery } from "../../graph/generated/pages/queue/queue";
import { useScreen } from "../../graph/useScreen";
import { tellApart } from "./namesakes";
import { isSettled, type Waiting } from "./words";

/** One application in a list that keeps its order: it stays in its place until its reader takes it away. */
export interface Row {
  application: Waiting;
  /** It came while the page was open. */
  isNew: boolean;
  /** It is not as it was when it was first seen here. */
  isChanged: boolean;
  /** It waits here no more; null until it is known what became of it. */
  isGone: boolean | null;
}

interface Known {
  application: Waiting;
  first: string;
  isNew: boolean;
  listed: boolean;
  /** What became of it was told, and holds until it is listed again. */
  settled: boolean;
}

export interface Rows {
  rows: Row[];
  /** Takes what is settled away. */
  dismiss(ids: readonly string[]): void;
}

/**
 * The rows of a list that is read again and again: what is new comes last, what is gone stays until it is dismissed,
 * and nothing changes its place. `place`: another list, such as the next
 * page, begins anew. `fresh`: the nodes are the server's own.
 */
export function useRows(nodes: readonly Waiting[], fresh: boolean, place: string, me: string): Rows {
  const known = useRef(new Map<string, Known>());
  const begun = useRef({ place, at: "", fresh });
  const [dismissals, setDismissals] = useState(0);
  if (begun.current.place !== place || (fresh && !begun.current.fresh)) {
    begun.current = { place, at: "", fresh }; // what was kept from an earlier look is no news
    known.current = new Map();
  }
  useMemo(() => update(known.current, nodes, begun.current), [nodes, place, begun.current]);

  const left = [...known.current.values()].filter((each) => !each.listed && !isSettled(each.application));
  const ids = left.map(({ application }) => application.id).slice(0, 100);
  const key = ids.join();
  const variables = useMemo(() => ({ ids: key ? key.split(",") : [] }), [key]);
  const asked = useScreen(SettledDocument, variables, { pause: ids.length === 0 });
  const told = answerTo(ids, asked.data?.nodes);

  const rows = useMemo(() => {
    const all = [...known.current.values()].map((each) => toRow(each, ids, told, me));
    const apart = tellApart(all.map(({ application }) => application));
    return all.map((row, index) => ({ ...row, application: apart[index] ?? row.application }));
  }, [nodes, begun.current, told, key, me, dismissals]);
  return {
    rows,
    dismiss(those) {
      for (const id of those) known.current.delete(id);
      setDismissals((number) => number + 1);
    },
  };
}

function update(known: Map<string, Known>, nodes: readonly Waiting[], begun: { at: string }): void {
  const here = new Set(nodes.map(({ id }) => id));
  for (const [id, each] of known) {
    each.listed = here.has(id);
    if (each.listed) each.settled = false;
  }
  const first = begun.at === "";
  for (const application of nodes) {
    const before = known.get(application.id);
    if (before) before.application = application;
    else if (!(first && isSettled(application))) {
      // A list that was kept from before may hold what was decided since, on another page.
      const isNew = !first && (application.assignee?.since ?? "") > begun.at;
      known.set(application.id, { application, first: signature(application), isNew, listed: true, settled: false });
    }
  }
  if (first) begun.at = nodes.reduce((latest, { assignee }) => max(latest, assignee?.since ?? ""), "0");
}

function max(one: string, other: string): string {
  return one > other ? one : other;
}

type Told = SettledQuery["nodes"] | undefined;

/** The nodes, if they are the answer to these ids and not to those asked for before. */
function answerTo(ids: readonly string[], nodes: Told): Told {
  if (ids.length === 0 || nodes?.length !== ids.length) return undefined;
  return nodes.every((node, index) => node === null || node.id === ids[index]) ? nodes : undefined;
}

function toRow(each: Known, ids: readonly string[], told: Told, me: string): Row {
  const { application, first, isNew, listed } = each;
  const isChanged = !isSettled(application) && signature(application) !== first;
  const row = { application, isNew, isChanged, isGone: isSettled(application) };
  if (listed || row.isGone) return row;
  const answer = told?.[ids.indexOf(application.id)];
  if (answer === undefined) return { ...row, isGone: each.settled || null };
  each.settled = true;
  if (answer?.__typename !== "Application") return { ...row, isGone: true };
  if (isSettled(answer)) each.application = answer;
  const isMine = !isSettled(answer) && answer.assignee?.person.id === me;
  each.settled = !isMine;
  return { application: answer, isNew, isChanged, isGone: !isMine };
}

/** What whoever decides has read of it. */
function signature({ submittedAt, bio, skills, workingHours, eligibility, viewerActions }: Waiting): string {
  return JSON.stringify([submittedAt, bio, skills, workingHours?.id, eligibility, viewerActions]);
}
