import { roleWord } from "../../parts/words";
import { type DecidingHelp, matchingOf } from "./useDecidingHelp";
import type { Waiting, What } from "./words";

interface Props {
  application: Waiting;
  what: What;
  message: string;
  help: DecidingHelp | undefined;
}

/** What the decision will do, before it is made. */
export function Consequence({ application: { applicant, kind }, what, message, help }: Props) {
  const name = applicant.firstName;
  if (what === "deny") {
    return (
      <p>
        {message.trim()
          ? `This is final. ${name} gets an email with your message.`
          : `This is final. You haven't written a message. ${name} will only hear that it wasn't approved.`}
      </p>
    );
  }
  const matching = matchingOf(help?.period);
  return (
    <p>
      This is final. {name} gets an email{message.trim() && " with your message"}
      {matching && ` and is in ${matching}`}. Being a {roleWord(kind)} takes about an hour a month, in work time.
    </p>
  );
}
