import { useSubscription } from "@urql/preact";
import { useEffect, useRef } from "preact/hooks";
import {
  ApprovalQueueDocument,
  type ApprovalQueueSubscription,
  DepartmentQueueDocument,
  type DepartmentQueueSubscription,
  MyProgramDocument,
  type MyProgramSubscription,
  ProgramEventsDocument,
  type ProgramEventsSubscription,
} from "../graph/generated/live/streams";
import { readAgain } from "../graph/useScreen";

/** What each stream tells. */
export interface Messages {
  myProgram: MyProgramSubscription["myProgram"];
  approvalQueue: ApprovalQueueSubscription["approvalQueue"];
  departmentQueue: DepartmentQueueSubscription["departmentQueue"];
  program: ProgramEventsSubscription["program"];
}

type Told<Stream extends keyof Messages> = (message: Messages[Stream]) => void;

const GATHER = 150; // milliseconds: what comes together is read again together
const followers: { [Stream in keyof Messages]: Set<Told<Stream>> } = {
  myProgram: new Set(),
  approvalQueue: new Set(),
  departmentQueue: new Set(),
  program: new Set(),
};

/** Calls `told` with each message of a stream while its place is shown; the page itself is read again besides. */
export function useMessages<Stream extends keyof Messages>(stream: Stream, told: Told<Stream>): void {
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    const follower: Told<Stream> = (message) => latest.current(message);
    followers[stream].add(follower);
    return () => {
      followers[stream].delete(follower);
    };
  }, [stream]);
}

function pass<Stream extends keyof Messages>(stream: Stream, message: Messages[Stream] | undefined): void {
  if (!message) return;
  for (const told of followers[stream]) told(message);
  readAgain(GATHER);
}

/** Follows the streams of the person's roles, each from the cursor of the page's first answer. */
export function useStreams(after: string | undefined, roles: readonly string[], office: boolean): void {
  const first = useRef<string | undefined>(undefined);
  first.current ??= after;
  const variables = { after: first.current ?? "" };
  const waits = first.current === undefined;
  useSubscription({ query: MyProgramDocument, variables, pause: waits }, (_, answer) => {
    pass("myProgram", answer.myProgram);
    return answer;
  });
  useSubscription(
    { query: ApprovalQueueDocument, variables, pause: waits || !roles.includes("SUPERVISOR") },
    (_, answer) => {
      pass("approvalQueue", answer.approvalQueue);
      return answer;
    },
  );
  useSubscription(
    { query: DepartmentQueueDocument, variables, pause: waits || !roles.includes("ADMINISTRATOR") },
    (_, answer) => {
      pass("departmentQueue", answer.departmentQueue);
      return answer;
    },
  );
  useSubscription({ query: ProgramEventsDocument, variables, pause: waits || !office }, (_, answer) => {
    pass("program", answer.program);
    return answer;
  });
}
