import { useEffect, useRef } from "preact/hooks";
import { useProgramContact } from "../../app/contact";
import { told } from "../../app/telling";
import type { FieldError } from "../../forms/errors";
import {
  SendApplicationDocument,
  type WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Refusals } from "../../parts/Refusals";
import { roleWord } from "../../parts/words";
import { ApplicationAnswers, type Mentor } from "./ApplicationAnswers";
import { actionOf } from "./actionOf";
import { Withdraw } from "./Withdraw";

interface Props {
  application: WholeApplicationFragment;
  mentor: Mentor | undefined;
  onErrors(errors: readonly FieldError[]): void;
  onSent(): void;
}

const NONE: readonly FieldError[] = [];

/** The last look at a draft before it is sent. */
export function CheckAndSend({ application, mentor, onErrors, onSent }: Props) {
  const { id, kind, supervisor } = application;
  const send = useAction(SendApplicationDocument);
  const contact = useProgramContact();
  const form = `/be-a-${roleWord(kind)}/application`;
  const to = supervisor?.person.name ?? "your supervisor";
  const submit = actionOf(application, "SUBMIT_APPLICATION");
  const sent = useRef(false);
  useEffect(
    () => () => {
      if (sent.current) document.querySelector<HTMLElement>("h1")?.focus();
    },
    [],
  );
  const unmet = send.refusals.flatMap((each) => unmetOf(each));
  const press = async () => {
    sent.current = true; // this may be gone before the answer is read here
    const outcome = await send.run({ application: id });
    sent.current = outcome?.kind === "done";
    if (outcome?.kind === "done") {
      told.set(null);
      onErrors(NONE);
      return onSent();
    }
    const wrong = outcome?.kind === "refused" ? outcome.refusals.filter(({ code }) => code !== "INELIGIBLE") : [];
    onErrors(wrong.length ? wrong.map(({ message }) => ({ message })) : NONE);
  };
  return (
    <>
      <p class="usa-intro">It is not sent yet.</p>
      {unmet.length > 0 && (
        <div role="alert">
          <Alert kind="error" heading="You can't send it right now">
            <p>{unmet.join(" ")}</p>
            <p>
              If that is wrong, write to{" "}
              {contact ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : "the program office"}.
            </p>
          </Alert>
        </div>
      )}
      <ApplicationAnswers application={application} form={form} supervisor mentor={mentor} />
      <p>It goes to {to}, who says yes or no. You can't change it while it waits, except your supervisor.</p>
      {submit && !submit.allowed && unmet.length === 0 && (
        <Alert kind="info" slim>
          <span id="why-not-sent">{submit.reason}</span>
        </Alert>
      )}
      <div class="actions">
        <Button
          working={send.working}
          workingWords="Sending..."
          unavailable={!submit?.allowed}
          aria-describedby={submit && !submit.allowed ? "why-not-sent" : undefined}
          onPress={press}
        >
          Send to {to}
        </Button>
        <Link to={form} class="usa-button usa-button--outline">
          Back to the form
        </Link>
      </div>
      {send.outcome?.kind === "failed" && <Refusals outcome={send.outcome} />}
      <Withdraw application={application} words="Withdraw it" />
    </>
  );
}

function unmetOf(refusal: object): string[] {
  return "unmet" in refusal && Array.isArray(refusal.unmet)
    ? refusal.unmet.map(({ message }: { message: string }) => message)
    : [];
}
