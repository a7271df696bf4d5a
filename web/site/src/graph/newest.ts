import { useReducer } from "preact/hooks";

type Revision = number | null;

interface Save {
  known: unknown;
  revision: Revision;
  at: number;
  /** The revisions before it: an answer that still has one was asked for before the save. */
  before: Set<Revision>;
}

const LASTS = 30_000; // milliseconds that an answer may be under way
const saves = new Map<string, Save>(); // of this window, by place

export interface Newest<Known> {
  /** What a save answered, until what is read has caught up with it; else what is read. */
  known: Known;
  /** Takes what a save answered. */
  saved(now: Known): void;
  /** A save was refused: what is read counts again. */
  refused(): void;
}

/**
 * The newest of a thing that is saved over the revision that was read, so that a second save right after the first goes
 * on from it. Revisions tell only whether two are the same, not which is newer. `place`: of the thing, by person where
 * each has their own.
 */
export function useNewest<Known>(place: string, read: Known, revisionOf: (known: Known) => Revision): Newest<Known> {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const save = saves.get(place);
  const ahead = save?.before.has(revisionOf(read)) && Date.now() - save.at < LASTS ? save : null;
  if (!ahead) saves.delete(place); // it has caught up, or somebody else saved since
  const known = ahead ? (ahead.known as Known) : read;
  return {
    known,
    saved(now) {
      const last = saves.get(place);
      const before = new Set([...(last ? [...last.before, last.revision] : []), revisionOf(read), revisionOf(known)]);
      before.delete(revisionOf(now));
      saves.set(place, { known: now, revision: revisionOf(now), at: Date.now(), before });
      draw(undefined);
    },
    refused() {
      if (saves.delete(place)) draw(undefined);
    },
  };
}

/** For a thing whose number for `expectedRevision` is its `revision`. */
export function byRevision({ revision }: { revision: number }): Revision {
  return revision;
}
