import { useEffect, useState } from "preact/hooks";

/** A value that parts of the page follow. */
export interface Signal<Value> {
  get(): Value;
  set(value: Value): void;
  follow(told: (value: Value) => void): () => void;
}

export function signal<Value>(first: Value): Signal<Value> {
  let current = first;
  const followers = new Set<(value: Value) => void>();
  return {
    get: () => current,
    set(value) {
      if (value === current) return;
      current = value;
      for (const told of followers) told(value);
    },
    follow(told) {
      followers.add(told);
      return () => followers.delete(told);
    },
  };
}

/** The signal's value, drawn again whenever it changes. */
export function useSignal<Value>(followed: Signal<Value>): Value {
  const [value, setValue] = useState(followed.get());
  useEffect(() => {
    setValue(followed.get());
    return followed.follow(setValue);
  }, [followed]);
  return value;
}
