import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../live/announcer";
import { type Messages, useMessages } from "../../live/streams";
import { applicationOf } from "../queue/words";
import type { ShownApplication } from "./OthersApplication";

type Change = Extract<Messages["approvalQueue"], { __typename: "QueueEvent" }>["change"];

interface LastSeen {
  application: ShownApplication | undefined;
  /** Why it is not the reader's to see any more; for when it is not. */
  gone: string;
}

/** An application that leaves its reader stays as it was last seen, so that what they typed about it is not lost. */
export function useLastSeen(id: string, now: ShownApplication | undefined): LastSeen {
  const last = useRef(now);
  const [change, setChange] = useState<Change>();
  if (now) last.current = now;
  const follow = (news: Messages["approvalQueue"]) => {
    if (news.__typename === "QueueEvent" && news.application?.id === id) setChange(news.change);
  };
  useMessages("approvalQueue", follow);
  useMessages("departmentQueue", follow);
  const application = last.current;
  const gone = application ? sentence(application, change) : "";
  const left = !now && application !== undefined;
  useEffect(() => {
    if (left) say(gone);
  }, [left, gone]);
  return { application, gone };
}

function sentence(application: ShownApplication, change: Change | undefined): string {
  const { applicant } = application;
  if (change === "WITHDRAWN") return `${applicant.name} took this application back.`;
  if (change === "REROUTED_AWAY" || change === "REROUTED") {
    return `${applicationOf(application)} has gone to another supervisor.`;
  }
  return `${applicationOf(application)} doesn't wait for you any more.`;
}
