import { useRef } from "preact/hooks";
import { type Messages, useMessages } from "../../live/streams";
import { roleWord } from "../../parts/words";
import type { Waiting } from "./words";

type Message = Messages["approvalQueue"];
type Change = Extract<Message, { __typename: "QueueEvent" }>["change"];

/** Why applications left the list, where they can't be read any more: by their ids, in words. */
export function useDepartures(): (application: Waiting) => string | undefined {
  const changes = useRef(new Map<string, Change>());
  const enter = (message: Message) => {
    if (message.__typename === "QueueEvent" && message.applicationId) {
      changes.current.set(message.applicationId, message.change);
    }
  };
  useMessages("approvalQueue", enter);
  useMessages("departmentQueue", enter);
  return ({ id, kind, applicant }) => {
    switch (changes.current.get(id)) {
      case "WITHDRAWN":
        return `${applicant.name} took the ${roleWord(kind)} application back.`;
      case "REROUTED_AWAY":
      case "REROUTED":
        return `${applicant.name} sent the ${roleWord(kind)} application to another supervisor.`;
      default:
        return undefined;
    }
  };
}
