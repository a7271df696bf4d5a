import { Alert } from "../../parts/Alert";
import { dayAndTimeOf } from "../../parts/dates";
import { count } from "../../parts/words";

const LATE = 10 * 60 * 1000; // milliseconds: emails go out within a minute

interface Props {
  waiting: number;
  oldest: { dueAt: string; attempts: number; problem: string | null } | undefined;
}

/** A warning while emails are due and don't go out. */
export function StuckEmails({ waiting, oldest }: Props) {
  if (!oldest || oldest.attempts === 0 || Date.parse(oldest.dueAt) > Date.now() - LATE) return null;
  return (
    <Alert kind="warning">
      Emails are late. {count(waiting, "waits", "wait")}, the oldest since {dayAndTimeOf(oldest.dueAt)}. We try again
      every few minutes.{oldest.problem && ` The mail server said: ${oldest.problem}`}
    </Alert>
  );
}
