import { useEffect, useRef, useState } from "preact/hooks";
import { useSignal } from "../../graph/signal";
import { status } from "../../graph/status";
import { say } from "../../live/announcer";
import { type Messages, useMessages } from "../../live/streams";
import { timeOf } from "../../parts/dates";
import { count, roleWord } from "../../parts/words";

type Message = Messages["approvalQueue"];

interface Tally {
  fresh: string[];
  changed: string[];
  decided: string[];
  gone: number;
  whole: boolean;
}

const nothing = (): Tally => ({ fresh: [], changed: [], decided: [], gone: 0, whole: false });
const PAUSE = 5_000; // milliseconds without a connection that are worth a word
const SETTLING = 1_500; // milliseconds in which what came in meanwhile arrives

/** What happened in a live list since it was opened, in words; screen readers are told it too. `waiting`: how many wait now. */
export function useNews(stream: "approvalQueue" | "departmentQueue", me: string, waiting: number): string | undefined {
  const [change, setChange] = useState<string>();
  const all = useRef(nothing());
  const unsaid = useRef(nothing());
  const latest = useRef(waiting);
  latest.current = waiting;
  const came = useRef(0);
  const speak = useRef(() => {
    const said = spoken(unsaid.current, latest.current);
    unsaid.current = nothing();
    return said;
  });

  useMessages(stream, (message) => {
    if (message.__typename === "QueueEvent" && message.actor?.id === me) return; // one's own are told by the focus
    came.current += 1;
    enter(all.current, message);
    enter(unsaid.current, message);
    say(speak.current);
    setChange(`Last change at ${timeOf(new Date())}: ${seen(all.current)}.`);
  });

  const since = useSignal(status.interruptedSince);
  const before = useRef<{ at: Date; came: number } | null>(null);
  useEffect(() => {
    if (since) {
      before.current ??= { at: since, came: came.current };
      return;
    }
    const break_ = before.current;
    before.current = null;
    if (!break_ || Date.now() - break_.at.getTime() < PAUSE) return;
    const timer = setTimeout(() => {
      const meanwhile = came.current - break_.came;
      const sentence = `Live again. ${count(meanwhile, "change", "changes")} came in meanwhile.`;
      setChange(sentence);
      say(sentence);
    }, SETTLING);
    return () => clearTimeout(timer);
  }, [since]);
  return change;
}

function enter(tally: Tally, message: Message): void {
  if (message.__typename !== "QueueEvent" || message.change === "DIRECTORY_IMPORTED") {
    tally.whole = true;
    return;
  }
  const { change, application } = message;
  const name = application?.applicant.name ?? "";
  if (change === "SUBMITTED" || change === "REROUTED_HERE" || change === "REROUTED") {
    tally.fresh.push(application ? `${name}, ${roleWord(application.kind)} application` : "");
  } else if (change === "APPROVED" || change === "DENIED") {
    tally.decided.push(`${message.actor?.name ?? "Somebody"} decided ${name ? `${name}'s` : "an"} application`);
  } else if (change === "WITHDRAWN" || change === "REROUTED_AWAY") tally.gone += 1;
  else if (change === "ELIGIBILITY_LOST" || change === "ELIGIBILITY_REGAINED") tally.changed.push(name);
}

function seen({ fresh, changed, decided, gone, whole }: Tally): string {
  const parts = [
    fresh.length && `${fresh.length} new`,
    changed.length && `${changed.length} changed`,
    decided.length && `${decided.length} decided by someone else`,
    gone && `${gone} gone`,
    whole && "the list was brought up to date",
  ];
  return parts.filter(Boolean).join(", ") || "none";
}

function spoken({ fresh, changed, decided, gone, whole }: Tally, waiting: number): string {
  const [one] = fresh;
  const parts = [
    fresh.length === 1 && one
      ? `New: ${one}.`
      : fresh.length > 0 && `${count(fresh.length, "new application", "new applications")}.`,
    changed.length === 1 ? `Changed: ${changed[0]}.` : changed.length > 1 && `${changed.length} changed.`,
    decided.length === 1 ? `${decided[0]}.` : decided.length > 1 && `${decided.length} decided by someone else.`,
    gone > 0 && `${gone} gone.`,
    whole && "The list was brought up to date.",
  ].filter(Boolean);
  return parts.length ? `${parts.join(" ")} ${count(waiting, "waits", "wait")}.` : "";
}
