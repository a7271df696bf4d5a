import { useEffect, useState } from "preact/hooks";
import { useSignal } from "../graph/signal";
import { status } from "../graph/status";
import { readAgain } from "../graph/useScreen";
import { say } from "../live/announcer";
import { Alert } from "../parts/Alert";
import { Button } from "../parts/Button";

const PATIENCE = 3000; // milliseconds: a restarting server is not met by everybody in the same moment
const SPREAD = 3000;
const OFFLINE = "You're offline. You can go on reading and typing. We'll send nothing until you're back.";
const UNREACHABLE =
  "We can't reach MOMENTS right now. It may be starting again. What you typed is kept. We try by ourselves every few seconds.";

/** Offline, or the server does not answer: then it is asked again by itself, and what is shown is brought up to date. */
export function ConnectionNotice() {
  const online = useOnline();
  const unreachable = useSignal(status.unreachable);
  const sentence = online ? (unreachable ? UNREACHABLE : "") : OFFLINE;
  useEffect(() => {
    if (sentence) say(sentence);
  }, [sentence]);
  useEffect(() => {
    if (!online || !unreachable) return;
    const timer = setInterval(() => readAgain(0), PATIENCE + Math.random() * SPREAD);
    return () => clearInterval(timer);
  }, [online, unreachable]);
  if (!sentence) return null;
  return (
    <Alert kind={online ? "warning" : "info"} slim>
      {sentence}
      {online && (
        <>
          {" "}
          <Button look="unstyled" onPress={() => readAgain(0)}>
            Try now
          </Button>
        </>
      )}
    </Alert>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = () => {
      setOnline(navigator.onLine);
      if (navigator.onLine) readAgain(0);
    };
    addEventListener("online", changed);
    addEventListener("offline", changed);
    return () => {
      removeEventListener("online", changed);
      removeEventListener("offline", changed);
    };
  }, []);
  return online;
}
