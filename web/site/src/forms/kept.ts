import { useEffect, useRef, useState } from "preact/hooks";

/**
 * What is typed is kept in this tab, so that a reload or a new sign-in loses nothing. It is kept by person: whoever
 * signs in next in the same tab does not see it. It never goes to the browser's lasting store.
 */
const PREFIX = "moments:";
const LASTS = 24 * 60 * 60 * 1000; // milliseconds
const PAUSE = 300; // milliseconds after a key
let owner = "nobody";

interface Entry {
  value: string;
  at: number;
}

const nameOf = (place: string) => `${PREFIX}${owner}:${place}`;

/** Whose text is kept from now on. Returns whether somebody else's was there, which is removed. */
export function keepFor(person: string): boolean {
  owner = person;
  const others = keys().filter((key) => !key.startsWith(`${PREFIX}${person}:`));
  for (const key of others) sessionStorage.removeItem(key);
  return others.length > 0;
}

/** Removes everything, as at sign-out. */
export function forgetAll(): void {
  for (const key of keys()) sessionStorage.removeItem(key);
}

function keys(): string[] {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

export function keep(place: string, value: string): void {
  try {
    sessionStorage.setItem(nameOf(place), JSON.stringify({ value, at: Date.now() } satisfies Entry));
  } catch {
    // The store is full or forbidden: the text stays in the page.
  }
}

export function kept(place: string): string | null {
  const text = sessionStorage.getItem(nameOf(place));
  if (text === null) return null;
  const entry = JSON.parse(text) as Entry;
  return Date.now() - entry.at < LASTS ? entry.value : null;
}

export function forget(place: string): void {
  sessionStorage.removeItem(nameOf(place));
}

/** Removes all that is kept under a place, such as `application:MENTEE`. */
export function forgetUnder(place: string): void {
  for (const key of keys()) if (key.startsWith(nameOf(place))) sessionStorage.removeItem(key);
}

export interface Kept<Value> {
  value: Value;
  set(value: Value): void;
  /** The value at this moment, as after an answer during which typing went on. */
  now(): Value;
  /** Whether the value was typed before and came back. */
  restored: boolean;
  /** Removes it from the store: it is sent, or given up. */
  done(): void;
}

/** A value that somebody types, kept under a place such as `request:mentor-id:message`. */
export function useKept<Value>(place: string, first: Value): Kept<Value> {
  const [state, setState] = useState(() => read(place, first));
  const latest = useRef({ place, state });
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  if (latest.current.place !== place) {
    latest.current = { place, state: read(place, first) };
    setState(latest.current.state);
  }
  const write = () => {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current);
    waiting.current = undefined;
    keep(latest.current.place, JSON.stringify(latest.current.state.value));
  };
  useEffect(() => {
    addEventListener("pagehide", write);
    return () => {
      removeEventListener("pagehide", write);
      write();
    };
  }, []);
  return {
    value: latest.current.state.value,
    restored: latest.current.state.restored,
    set(value) {
      latest.current.state = { value, restored: latest.current.state.restored };
      setState(latest.current.state);
      clearTimeout(waiting.current);
      waiting.current = setTimeout(write, PAUSE);
    },
    now: () => latest.current.state.value,
    done() {
      clearTimeout(waiting.current);
      waiting.current = undefined;
      forget(place);
    },
  };
}

function read<Value>(place: string, first: Value): { value: Value; restored: boolean } {
  const text = kept(place);
  return text === null ? { value: first, restored: false } : { value: JSON.parse(text) as Value, restored: true };
}
