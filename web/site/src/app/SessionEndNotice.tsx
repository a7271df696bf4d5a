import { useEffect, useState } from "preact/hooks";
import { say } from "../live/announcer";
import { Alert } from "../parts/Alert";
import { timeOf } from "../parts/dates";

const AHEAD = 10 * 60_000; // milliseconds

/** The end of the sign-in in any case, told ten minutes ahead: nothing prolongs it. */
export function SessionEndNotice({ expiresAt }: { expiresAt: string }) {
  const [near, setNear] = useState(false);
  const sentence = `You'll be signed out at ${timeOf(expiresAt)}, as you signed in long ago. What you typed is kept. Then sign in again and go on.`;
  useEffect(() => {
    setNear(false);
    const timer = setTimeout(() => setNear(true), Date.parse(expiresAt) - Date.now() - AHEAD);
    return () => clearTimeout(timer);
  }, [expiresAt]);
  useEffect(() => {
    if (near) say(sentence);
  }, [near, sentence]);
  return near ? (
    <Alert kind="info" slim>
      {sentence}
    </Alert>
  ) : null;
}
