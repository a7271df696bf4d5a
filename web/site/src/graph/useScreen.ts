import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { useQuery } from "@urql/preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { isWrongInput } from "./client";

const PATIENCE = 5_000; // milliseconds that an answer may take before the question is asked anew beside it

const shown = new Set<() => void>();
let planned: ReturnType<typeof setTimeout> | undefined;

/** Asks again for everything that is shown. What changed is drawn in its place; nothing disappears meanwhile. */
export function readAgain(wait = 50): void {
  if (planned !== undefined) return;
  planned = setTimeout(() => {
    planned = undefined;
    for (const again of shown) again();
  }, wait);
}

/** What a query answers, and how it stands. */
export interface Screen<Data> {
  data: Data | undefined;
  /** No answer yet. */
  waiting: boolean;
  /** The data is the server's own, and not what was kept from an earlier look. */
  fresh: boolean;
  error: CombinedError | undefined;
  /** Asks the server again, now. */
  again(): void;
}

/** Asks a query of the server. It is asked again after each action and live change, until its place is left. */
export function useScreen<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false }: { pause?: boolean } = {},
): Screen<Data> {
  const [state, ask] = useQuery<Data, Variables>({ query, variables, pause } as Parameters<
    typeof useQuery<Data, Variables>
  >[0]);
  const again = useMemo(() => () => ask({ requestPolicy: "network-only" }), [ask]);
  const underWay = !pause && (state.fetching || state.stale);
  const askLater = useOneAtATime(again, underWay);
  useEffect(() => {
    if (pause) return;
    shown.add(askLater);
    return () => {
      shown.delete(askLater);
    };
  }, [askLater, pause]);
  const [whole, fresh] = useWhole(state);
  const data = state.error && isWrongInput(state.error) ? undefined : whole; // a list that is null is nobody's secret then
  return { data, fresh, waiting: !data && !state.error, error: state.error, again };
}

/** Asks again once the answer that is under way has come: it may have been made before what is asked about happened. */
function useOneAtATime(again: () => void, underWay: boolean): () => void {
  const latest = useRef({ underWay, since: 0, wanted: false });
  if (underWay && !latest.current.underWay) latest.current.since = Date.now();
  latest.current.underWay = underWay;
  useEffect(() => {
    if (underWay || !latest.current.wanted) return;
    latest.current.wanted = false;
    again();
  }, [underWay, again]);
  return useMemo(
    () => () => {
      const { current } = latest;
      if (current.underWay && Date.now() - current.since < PATIENCE) current.wanted = true;
      else again();
    },
    [again],
  );
}

/**
 * The last whole answer. While a newer one is under way the cache may know only a part of it, with nulls in place of
 * what it lacks: drawn, a page would say for a moment that it is not for its reader. Where the newer one fails, what was
 * shown stays, with what is typed in it.
 */
function useWhole<Data>(state: {
  data?: Data | undefined;
  error?: CombinedError | undefined;
  stale: boolean;
  operation?: { key: number } | undefined;
}): [data: Data | undefined, fresh: boolean] {
  const whole = useRef<{ key: number | undefined; data: Data | undefined }>({ key: undefined, data: undefined });
  const key = state.operation?.key;
  const failed = state.error !== undefined && !state.data;
  if ((state.stale || failed) && whole.current.data && whole.current.key === key) return [whole.current.data, true];
  whole.current = state.stale ? whole.current : { key, data: state.data };
  return [state.data, state.data !== undefined && !state.stale];
}
