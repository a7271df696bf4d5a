import { useId, useRef, useState } from "preact/hooks";
import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";
import { Button } from "../../parts/Button";
import { later } from "../../parts/later";
import { actionOf } from "./actionOf";

const NameSupervisorPanel = later(() => import("./NameSupervisorPanel").then((part) => part.NameSupervisorPanel));

/** While it waits: the supervisor is away for long, and another decides (APP-7). */
export function NameSupervisor({ application }: { application: WholeApplicationFragment }) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const button = useRef<HTMLButtonElement>(null);
  const action = actionOf(application, "NAME_SUPERVISOR");
  if (!action?.allowed) return null;
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
          aria-expanded={open ? "true" : "false"}
          aria-controls={open ? panel : undefined}
          onPress={() => setOpen(!open)}
        >
          My supervisor is away for a long time
        </Button>
      </p>
      {open && <NameSupervisorPanel id={panel} application={application} onClose={close} />}
    </>
  );
}
