import { useState } from "preact/hooks";
import { errorsOf, type FieldError } from "../../forms/errors";
import { client } from "../../graph/client";
import { CheckMeetingTimeDocument, type MeetingWarningKind } from "../../graph/generated/pages/meetings/meetings";
import type { Outcome, Refusal } from "../../graph/useAction";
import { type MeetingTime, OTHER, TIME_IDS, type TypedTime, timeFrom } from "./typedTime";

export interface Warnings {
  kinds: MeetingWarningKind[];
  sentences: string[];
}

interface Warning {
  kind: MeetingWarningKind;
  message: string;
}

type Send = (time: MeetingTime, acceptWarnings: MeetingWarningKind[]) => Promise<Outcome<unknown> | undefined>;

interface Proposal {
  errors: readonly FieldError[];
  /** What speaks against the time, before anything is stored. */
  warnings: Warnings | undefined;
  checking: boolean;
  /** Checks the time, then sends it. `anyway`: with the warnings that were read. */
  submit(typed: TypedTime, anyway?: boolean): Promise<void>;
  /** Takes warnings and errors away, as when another time is chosen. */
  clear(): void;
}

const NONE: readonly FieldError[] = [];

/** A new time for a meeting, or for one that moves: what warns of it is read before it is sent (MEN-3). */
export function useProposal(mentorship: string, meeting: { id: string; minutes: number } | null, send: Send): Proposal {
  const [errors, setErrors] = useState<readonly FieldError[]>(NONE);
  const [warnings, setWarnings] = useState<Warnings>();
  const [checking, setChecking] = useState(false);
  const clear = () => {
    setErrors(NONE);
    setWarnings(undefined);
  };
  const deliver = async (time: MeetingTime, typed: TypedTime, accepted: MeetingWarningKind[]) => {
    const outcome = await send(time, accepted);
    if (outcome?.kind !== "refused") return setErrors(errorsOf(outcome, {}));
    const unread = outcome.refusals.flatMap((refusal) => warningsIn(refusal));
    if (unread.length) setWarnings(toWarnings(unread));
    else setErrors(errorsOf(outcome, controlsOf(typed)));
  };
  return {
    errors,
    warnings,
    checking,
    clear,
    async submit(typed, anyway = false) {
      const time = timeFrom(typed, meeting?.minutes);
      if (Array.isArray(time)) return setErrors(time);
      const accepted = anyway ? (warnings?.kinds ?? []) : [];
      clear();
      if (anyway) return deliver(time, typed, accepted);
      setChecking(true);
      const found = await check(mentorship, time, meeting?.id ?? null);
      setChecking(false);
      if (found.kind === "warned") setWarnings(toWarnings(found.warnings));
      else if (found.kind === "wrong") setErrors(errorsOf(found.outcome, controlsOf(typed)));
      else await deliver(time, typed, []);
    },
  };
}

type Found = { kind: "fine" } | { kind: "warned"; warnings: Warning[] } | { kind: "wrong"; outcome: Outcome<unknown> };

async function check(mentorship: string, time: MeetingTime, meeting: string | null): Promise<Found> {
  const answer = await client
    .query(CheckMeetingTimeDocument, { mentorship, meeting, ...time }, { requestPolicy: "network-only" })
    .toPromise();
  const checked = answer.data?.checkMeeting;
  if (!checked) return { kind: "fine" }; // the mutation itself tells what is wrong
  if (checked.errors.length)
    return { kind: "wrong", outcome: { kind: "refused", payload: null, refusals: checked.errors } };
  return checked.warnings.length ? { kind: "warned", warnings: checked.warnings } : { kind: "fine" };
}

function toWarnings(warnings: Warning[]): Warnings {
  return { kinds: warnings.map(({ kind }) => kind), sentences: warnings.map(({ message }) => message) };
}

function warningsIn(refusal: Refusal & { warnings?: Warning[] }): Warning[] {
  return refusal.warnings ?? [];
}

function controlsOf({ offered }: TypedTime): Record<string, string> {
  const start = offered === OTHER ? TIME_IDS.time : TIME_IDS.offered;
  return {
    startsAt: start,
    newStartsAt: start,
    minutes: TIME_IDS.minutes,
    newMinutes: TIME_IDS.minutes,
    agenda: "agenda",
  };
}
