import { useEffect, useRef, useState } from "preact/hooks";
import { ExtendSessionDocument } from "../graph/generated/app/session";
import { PRESSES } from "../graph/presses";
import { status } from "../graph/status";
import { send } from "../graph/useAction";

/** When the sign-in ends: unless it is used, and in any case. */
export interface SessionEnds {
  idleExpiresAt: string;
  expiresAt: string;
}

/** What the person is asked or told of it: nothing yet, whether they need more time, or the last minute of that. */
export type Asked = "nothing" | "more time" | "last minute";

const MINUTE = 60_000; // milliseconds
const AHEAD = 5 * MINUTE;

/**
 * Asks five minutes before an idle sign-in ends, if nothing was pressed since it was last prolonged; else prolongs it.
 * The person's other windows tell each other, as they are signed in together.
 */
export function useSessionEnd(session: SessionEnds): { asked: Asked; endsAt: Date; stay: () => Promise<void> } {
  const [told, setTold] = useState(session.idleExpiresAt);
  const idleEnd = told > session.idleExpiresAt ? told : session.idleExpiresAt;
  const [asked, setAsked] = useState<Asked>("nothing");
  const others = useRef<BroadcastChannel | undefined>(undefined);
  const stay = useRef(async () => {
    const outcome = await send(ExtendSessionDocument, {});
    const until = outcome.kind === "done" ? outcome.payload.session?.idleExpiresAt : undefined;
    if (until) setTold(until);
  });
  useEffect(() => {
    const channel = new BroadcastChannel("moments-session");
    channel.onmessage = ({ data }: MessageEvent<string>) => setTold((before) => (data > before ? data : before));
    others.current = channel;
    return () => channel.close();
  }, []);
  const isLast = idleEnd >= session.expiresAt; // nothing prolongs it any more
  useEffect(() => {
    others.current?.postMessage(idleEnd);
    setAsked("nothing");
    if (isLast) return;
    const known = Date.now();
    const left = Date.parse(idleEnd) - known;
    let [pressed, open] = [false, false];
    const press = () => {
      pressed = true;
    };
    for (const way of PRESSES) addEventListener(way, press, { capture: true });
    const ask = () => {
      if (pressed) void stay.current();
      open = !pressed;
      if (open) setAsked("more time");
    };
    const urge = () => open && setAsked("last minute");
    const end = () => {
      setAsked("nothing");
      if (open) status.signedOut.set(true);
    };
    const timers = [
      setTimeout(ask, left - Math.min(AHEAD, left / 2)),
      setTimeout(urge, left - MINUTE),
      setTimeout(end, left),
    ];
    return () => {
      timers.forEach(clearTimeout);
      for (const way of PRESSES) removeEventListener(way, press, { capture: true });
    };
  }, [idleEnd, isLast]);
  return { asked, endsAt: new Date(idleEnd), stay: stay.current };
}
