import { useEffect, useState } from "preact/hooks";
import { say } from "../live/announcer";
import { Button } from "./Button";

/** What is being loaded, once it takes a second; after ten, a way to try again. `what`: "your queue". */
export function Loading({ what, again }: { what: string; again?: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timers = [1, 10].map((each) => setTimeout(() => setSeconds(each), each * 1000));
    return () => timers.forEach(clearTimeout);
  }, []);
  useEffect(() => {
    if (seconds === 1) say(`Loading ${what}.`);
    if (seconds === 10) say("This takes longer than it should.");
  }, [seconds, what]);
  if (seconds === 0) return null;
  if (seconds < 10) return <p class="loading">Loading {what}.</p>;
  return (
    <p class="loading">
      This takes longer than it should.{" "}
      <Button look="unstyled" onPress={() => (again ? again() : location.reload())}>
        Try again
      </Button>
    </p>
  );
}
