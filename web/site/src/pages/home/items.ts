import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../live/announcer";
import { useMessages } from "../../live/streams";
import type { Item } from "./step";

/** An item as it is shown: what is done keeps its place, and what is new comes last. */
export interface ShownItem extends Item {
  isNew: boolean;
  /** What happened to it, once it no longer waits. */
  done?: string | undefined;
}

/** The items in the order of the page's first answer, until the page is left: nothing moves under the pointer. */
export function useItems(waiting: readonly Item[]): ShownItem[] {
  const told = useRef(new Map<string, string>());
  const [shown, setShown] = useState<ShownItem[]>(() => waiting.map((item) => ({ ...item, isNew: false })));
  useMessages("myProgram", (message) => {
    if (message.__typename !== "MyProgramEvent") return;
    for (const thing of [message.application, message.mentorship, message.meeting, message.survey]) {
      if (thing) told.current.set(thing.id, message.message);
    }
  });
  useEffect(() => {
    setShown((before) => {
      const now = new Map(waiting.map((item) => [item.key, item]));
      const stayed = before.map((item) => {
        const same = now.get(item.key);
        return same
          ? { ...same, isNew: item.isNew }
          : { ...item, isNew: false, done: item.done ?? ended(item, told.current) };
      });
      const known = new Set(before.map(({ key }) => key));
      return [...stayed, ...waiting.filter(({ key }) => !known.has(key)).map((item) => ({ ...item, isNew: true }))];
    });
  }, [waiting]);
  const said = useRef(new Set(shown.map(({ key }) => key)));
  useEffect(() => {
    for (const { key, message } of shown) {
      if (!said.current.has(key)) say(`New: ${message}`);
      said.current.add(key);
    }
  }, [shown]);
  return shown;
}

function ended({ thing }: Item, told: ReadonlyMap<string, string>): string {
  const what = thing && told.get(thing);
  return what ? `This no longer waits: ${what}` : "This no longer waits for you.";
}
