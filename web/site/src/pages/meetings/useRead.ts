import { useRef } from "preact/hooks";

/** What a person read first of something that others change, and whether it is another by now. `same`: what tells versions apart. */
export function useRead<Value>(value: Value, same: (value: Value) => string | null): { read: Value; changed: boolean } {
  const first = useRef(value);
  return { read: first.current, changed: same(first.current) !== same(value) };
}
