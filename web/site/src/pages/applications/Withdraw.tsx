import { useId, useRef, useState } from "preact/hooks";
import {
  ApplicationMentorshipsDocument,
  type WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { later } from "../../parts/later";
import { actionOf } from "./actionOf";

const WithdrawPanel = later(() => import("./WithdrawPanel").then((part) => part.WithdrawPanel));

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
