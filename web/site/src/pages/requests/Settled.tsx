import { useLayoutEffect, useRef } from "preact/hooks";
import { say } from "../../live/announcer";
import { Alert } from "../../parts/Alert";

interface Props {
  told: string;
  good?: boolean;
  /** It happened while the page was open: it is said, and takes the focus if what had it is gone. */
  justNow: boolean;
}

/** What became of a request, above it. */
export function Settled({ told, good = false, justNow }: Props) {
  const note = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!justNow) return;
    if (document.activeElement === document.body) note.current?.focus();
    else say(told);
  }, [told, justNow]);
  return (
    <Alert kind={good ? "success" : "info"} slim focusable={note}>
      {told}
    </Alert>
  );
}
