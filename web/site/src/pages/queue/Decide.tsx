import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { later } from "../../parts/later";
import { Opener, Reasons } from "./Opener";
import { canDecide, isSettled, type Waiting, type What } from "./words";

const DecidePanel = later(() => import("./DecidePanel").then((part) => part.DecidePanel));
const GroundQuestion = later(() => import("./GroundQuestion").then((part) => part.GroundQuestion));

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

/** Approve and Deny of one application with their panel. Where neither is possible it says why; where neither exists for the viewer, nothing. */
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

  const offered = isOffered(application) && canDecide(application);
  const close = () => onOpen(null);
  return (
    <>
      {!isSettled(application) && (
        <>
          {(offered || children) && (
            <div class="actions" ref={buttons}>
              {offered && <Opener application={application} what="approve" open={open} onOpen={onOpen} />}
              {offered && <Opener application={application} what="deny" open={open} onOpen={onOpen} />}
              {children}
            </div>
          )}
          <Reasons application={application} />
        </>
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

/** Whether the viewer is offered to decide it, if only with the reason why it can't be done now. */
export function isOffered(application: Waiting): boolean {
  return application.viewerActions.length > 0 && !isSettled(application);
}

/** Whether the viewer would decide it in lieu of the supervisor. */
export function isInLieu(application: Waiting, me: string): boolean {
  return application.assignee !== null && application.assignee !== undefined && application.assignee.person.id !== me;
}
