import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { Button } from "../../parts/Button";
import { DecidePanel } from "./DecidePanel";
import { GroundQuestion } from "./GroundQuestion";
import { actionOf, applicationOf, isSettled, type Waiting, type What } from "./words";

export interface DecideProps {
  application: Waiting;
  /** Which panel is open, and how it is opened: a list has one open at a time. Left out, it keeps that itself. */
  open?: What | null | undefined;
  onOpen?: ((what: What | null) => void) | undefined;
  /** The ground for the whole list, where it is stated once for many. Left out, an administrator is asked here. */
  ground?: string | undefined;
  onChangeGround?: (() => void) | undefined;
  /** How it was settled, where a list knows better. */
  settled?: string | undefined;
  onDecided?: (() => void) | undefined;
  /** Stands beside the buttons. */
  children?: ComponentChildren;
}

/** Approve and Deny of one application with their panel. Draws nothing where neither exists for the viewer. */
export function Decide({ application, children, ...props }: DecideProps) {
  const [own, setOwn] = useState<What | null>(null);
  const [stated, setStated] = useState<string>();
  const pressed = useRef<What | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const { open = own, onOpen = setOwn } = props;
  const me = useSignedIn().person.id;
  const lieu = props.ground === undefined && isInLieu(application, me);
  const ground = props.ground ?? stated;

  useLayoutEffect(() => {
    const left = pressed.current;
    pressed.current = open;
    if (open || !left || document.activeElement !== document.body) return;
    buttons.current?.querySelector<HTMLElement>(`[data-what=${left}] button`)?.focus();
  }, [open]);

  if (!isOffered(application) && !open) return null;
  const close = () => onOpen(null);
  return (
    <>
      {!isSettled(application) && (
        <div class="actions" ref={buttons}>
          <Opener application={application} what="approve" open={open} onOpen={onOpen} />
          <Opener application={application} what="deny" open={open} onOpen={onOpen} />
          {children}
        </div>
      )}
      {open && lieu && ground === undefined ? (
        <GroundQuestion
          place={`decision:${application.id}`}
          id={`ground-${application.id}`}
          supervisor={application.supervisor?.person}
          onStated={setStated}
          onCancel={close}
        />
      ) : (
        open && (
          <DecidePanel
            key={open}
            application={application}
            what={open}
            ground={ground}
            onChangeGround={props.onChangeGround ?? (lieu ? () => setStated(undefined) : undefined)}
            settled={props.settled}
            onDecided={props.onDecided}
            onClose={close}
          />
        )
      )}
    </>
  );
}

interface OpenerProps {
  application: Waiting;
  what: What;
  open: What | null;
  onOpen(what: What | null): void;
}

function Opener({ application, what, open, onOpen }: OpenerProps) {
  const action = actionOf(application, what);
  const [asked, setAsked] = useState(false);
  if (!action) return null;
  const why = `${what}-${application.id}-why`;
  return (
    <span data-what={what}>
      <Button
        look="outline"
        about={applicationOf(application)}
        unavailable={!action.allowed}
        aria-expanded={action.allowed ? (open === what ? "true" : "false") : undefined}
        aria-describedby={action.allowed ? undefined : why}
        onPress={() => (action.allowed ? onOpen(open === what ? null : what) : setAsked(true))}
      >
        {what === "approve" ? "Approve" : "Deny"}
      </Button>
      {!action.allowed && (
        <span id={why} class={asked ? "usa-error-message" : "usa-sr-only"} role={asked ? "alert" : undefined}>
          {action.reason}
        </span>
      )}
    </span>
  );
}

/** Whether the viewer is offered to decide it, if only with the reason why it can't be done now. */
export function isOffered(application: Waiting): boolean {
  return application.viewerActions.length > 0 && !isSettled(application);
}

/** Whether the viewer would decide it in lieu of the supervisor. */
export function isInLieu(application: Waiting, me: string): boolean {
  return application.assignee !== null && application.assignee !== undefined && application.assignee.person.id !== me;
}
