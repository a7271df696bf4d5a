import { useEffect, useState } from "preact/hooks";
import { useSignal } from "../graph/signal";
import { status } from "../graph/status";
import { readAgain } from "../graph/useScreen";
import { Alert } from "../parts/Alert";
import { timeOf } from "../parts/dates";
import { stopped } from "../parts/words";
import { say } from "./announcer";
import { useStill } from "./useStill";

const TOLD_AFTER = 5_000; // milliseconds
const WARNED_AFTER = 60_000;

/** How current a live page is: the seen twin of what screen readers are told. The page stands still. `change`: the last one, in words. */
export function LiveLine({ what, change }: { what: string; change?: string | undefined }) {
  const since = useSignal(status.interruptedSince);
  const [lasted, setLasted] = useState(0);
  useStill();
  useEffect(() => {
    setLasted(0);
    if (!since) return;
    const told = setTimeout(() => setLasted(TOLD_AFTER), TOLD_AFTER);
    const warned = setTimeout(() => setLasted(WARNED_AFTER), WARNED_AFTER);
    return () => {
      clearTimeout(told);
      clearTimeout(warned);
    };
  }, [since]);
  const paused =
    lasted >= WARNED_AFTER
      ? "Still no connection. You can go on; we check each decision when you make it."
      : lasted >= TOLD_AFTER && since
        ? `Live updates are paused. We're reconnecting. ${stopped(`${what} is as of ${timeOf(since)}`)}`
        : undefined;
  useEffect(() => {
    if (paused) say(paused);
  }, [paused]);
  if (!paused)
    return (
      <p class="live-line">{change ? `Up to date. ${change}` : "Up to date. Changes appear here by themselves."}</p>
    );
  return (
    <Alert kind={lasted >= WARNED_AFTER ? "warning" : "info"} slim>
      {paused}{" "}
      <button type="button" class="usa-button usa-button--unstyled" onClick={() => readAgain(0)}>
        Reload
      </button>
    </Alert>
  );
}
