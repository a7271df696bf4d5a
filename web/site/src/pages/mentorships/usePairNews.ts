import { useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { say } from "../../live/announcer";
import { useMessages } from "../../live/streams";

/** Tells what the other one does in a mentorship while its page is open. Returns the last of it, in words. */
export function usePairNews(mentorship: string | undefined): string | undefined {
  const me = useSignedIn().person.id;
  const [last, setLast] = useState<string>();
  useMessages("myProgram", (message) => {
    if (message.__typename !== "MyProgramEvent" || message.mentorship?.id !== mentorship) return;
    if (message.actor?.id === me) return;
    say(message.message);
    setLast(message.message);
  });
  return last;
}
