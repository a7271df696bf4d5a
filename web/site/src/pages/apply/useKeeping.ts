import { useEffect, useRef, useState } from "preact/hooks";
import type { Outcome } from "../../graph/useAction";

const EVERY = 20_000; // milliseconds between two

interface Keeping {
  keptAt: Date | null;
  /** Why the draft can't be kept now. */
  problem: string | null;
  /** Tells it of a save by hand. */
  told<Payload>(outcome: Outcome<Payload>): Outcome<Payload>;
}

/** Keeps a draft on the server by itself: every 20 seconds if it changed, and when the page is hidden. */
export function useKeeping({ changed, store }: { changed: boolean; store(): Promise<Outcome<unknown>> }): Keeping {
  const [keptAt, setKeptAt] = useState<Date | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const told = <Payload>(outcome: Outcome<Payload>): Outcome<Payload> => {
    if (outcome.kind === "done") {
      setKeptAt(new Date());
      setProblem(null);
    } else if (outcome.kind === "failed") {
      setProblem("We can't keep your draft right now. It's safe in this window; don't close it.");
    }
    return outcome;
  };
  const latest = useRef({ changed, store, told });
  latest.current = { changed, store, told };
  useEffect(() => {
    const keep = async () => {
      const { changed: needed, store: send, told: tell } = latest.current;
      if (!needed) return;
      const outcome = tell(await send());
      if (outcome.kind === "refused" && !outcome.refusals.some(({ code }) => code === "CHANGED_MEANWHILE")) {
        const reasons = outcome.refusals.map(({ message }) => message).join(" ");
        setProblem(`We can't keep your draft as it is. ${reasons} It's safe in this window.`);
      }
    };
    const hidden = () => {
      if (document.hidden) keep();
    };
    const timer = setInterval(keep, EVERY);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, []);
  return { keptAt, problem, told };
}
