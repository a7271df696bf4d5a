import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { useQuery } from "@urql/preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

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
  error: CombinedError | undefined;
  /** Asks the server again, now. */
  again(): void;
}

/**
 * Asks a query of the server. It is asked again after each action and live change, until its place is left. An answer
 * that fails takes nothing away: what the same question was answered before stays.
 */
export function useScreen<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false }: { pause?: boolean } = {},
): Screen<Data> {
  const [state, ask] = useQuery<Data, Variables>({ query, variables, pause } as Parameters<
    typeof useQuery<Data, Variables>
  >[0]);
  const again = useMemo(() => () => ask({ requestPolicy: "network-only" }), [ask]);
  useEffect(() => {
    if (pause) return;
    shown.add(again);
    return () => {
      shown.delete(again);
    };
  }, [again, pause]);
  const last = useRef<{ asked: string; data: Data } | undefined>(undefined);
  const asked = JSON.stringify(variables);
  if (state.data) last.current = { asked: JSON.stringify(state.operation?.variables ?? variables), data: state.data };
  const data = state.data ?? (last.current?.asked === asked ? last.current.data : undefined);
  return { data, waiting: !data && !state.error, error: state.error, again };
}
