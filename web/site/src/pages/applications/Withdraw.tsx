import { useEffect, useId, useRef, useState } from "preact/hooks";
import {
  ApplicationEffectDocument,
  ApplicationMentorshipsDocument,
  type WholeApplicationFragment,
  WithdrawApplicationDocument,
} from "../../graph/generated/pages/applications/application";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Refusals } from "../../parts/Refusals";
import { roleWord } from "../../parts/words";
import { actionOf } from "./actionOf";

interface Props {
  application: WholeApplicationFragment;
  words: string;
}

/** Takes an application back, after saying what that does; while it can't be, it says why. */
export function Withdraw({ application, words }: Props) {
  const [open, setOpen] = useState(false);
  const why = useId();
  const panel = useId();
  const button = useRef<HTMLButtonElement>(null);
  const action = actionOf(application, "WITHDRAW_APPLICATION");
  if (!action) return null;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <p>
        <Button
          look="outline"
          button={button}
          unavailable={!action.allowed}
          aria-expanded={action.allowed ? (open ? "true" : "false") : undefined}
          aria-controls={open ? panel : undefined}
          aria-describedby={action.allowed ? undefined : why}
          onPress={() => action.allowed && setOpen(!open)}
        >
          {words}
        </Button>
      </p>
      {!action.allowed && (
        <p id={why}>
          {action.reason} {action.code === "ACTIVE_MENTORSHIP_EXISTS" && <ActiveMentorships role={application.kind} />}
        </p>
      )}
      {open && action.allowed && <WithdrawPanel id={panel} application={application} onCancel={close} />}
    </>
  );
}

function ActiveMentorships({ role }: { role: "MENTOR" | "MENTEE" }) {
  const { data } = useScreen(ApplicationMentorshipsDocument, { role });
  const [only, ...more] = data?.viewer?.mentorships.nodes ?? [];
  const to = only && more.length === 0 ? `/mentorships/${only.id}` : "/mentorships";
  return <Link to={to}>End it first</Link>;
}

interface PanelProps {
  id: string;
  application: WholeApplicationFragment;
  onCancel(): void;
}

function WithdrawPanel({ id, application, onCancel }: PanelProps) {
  const { data } = useScreen(ApplicationEffectDocument, { id: application.id, only: ["WITHDRAW_APPLICATION"] });
  const withdraw = useAction(WithdrawApplicationDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  const done = useRef(false);
  useEffect(() => {
    heading.current?.focus();
    return () => {
      if (done.current) document.querySelector<HTMLElement>("h1")?.focus();
    };
  }, []);
  const effect = data?.node?.__typename === "Application" ? data.node.viewerActions[0]?.effect : undefined;
  const role = roleWord(application.kind);
  const press = async () => {
    done.current = true; // the panel may be gone before the answer is read here
    const outcome = await withdraw.run({ application: application.id });
    done.current = outcome?.kind === "done";
  };
  return (
    <div id={id} class="panel" onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <h2 ref={heading} tabIndex={-1}>
        {application.state === "APPROVED" ? `Leave the program as a ${role}?` : `Withdraw your ${role} application?`}
      </h2>
      {effect && <p>{effect.message}</p>}
      {application.state !== "APPROVED" && <p>You can send it again later.</p>}
      <div class="actions">
        <Button look="secondary" working={withdraw.working} workingWords="Withdrawing..." onPress={press}>
          Yes, withdraw it
        </Button>
        <Button look="outline" onPress={onCancel}>
          Cancel
        </Button>
      </div>
      <Refusals outcome={withdraw.outcome} />
    </div>
  );
}
