import { useEffect, useRef, useState } from "preact/hooks";
import { useKept } from "../../forms/kept";
import type { AskableFragment, AskFactsFragment } from "../../graph/generated/pages/mentors/ask";
import { signal, useSignal } from "../../graph/signal";
import { Button } from "../../parts/Button";
import { AskPanel } from "./AskPanel";
import { Asked, type AskedRequest, CannotAsk, MustWait, YourMentor } from "./Standing";

interface Props {
  mentor: AskableFragment;
  facts: AskFactsFragment;
  look?: "filled" | "outline";
}

/** Whose panel is open: one at a time, so that the page stays short. What is typed in another one is kept. */
const opened = signal<string | null>(null);

/** Asks one mentor: the button, its panel, and how it stands between the two. */
export function AskMentor({ mentor, facts, look = "filled" }: Props) {
  const { id, firstName, requestBlocker: blocker } = mentor;
  const open = useSignal(opened) === id;
  const note = useKept(`request:${id}:message`, "");
  const [sent, setSent] = useState<AskedRequest>();
  const [refusedWait, setRefusedWait] = useState(false);
  const [byHand, setByHand] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  useEffect(() => {
    if (note.restored && note.value && opened.get() === null && !blocker) opened.set(id);
    return () => {
      if (opened.get() === id) opened.set(null);
    };
  }, [id]);
  useEffect(() => {
    if (open || !returning.current) return;
    returning.current = false;
    button.current?.focus();
  }, [open]);

  const made = facts.viewer?.requestsMade.nodes.find(({ mentorProfile }) => mentorProfile?.id === id);
  const current = facts.viewer?.currentMentors.nodes.find(({ mentorProfile }) => mentorProfile?.id === id);
  const asked = made ?? (blocker ? undefined : sent);
  const action = mentor.viewerActions.find((each) => each.action === "REQUEST_MENTOR");
  if (asked) return <Asked request={asked} firstName={firstName} justNow={open || sent !== undefined} />;
  if (current) return <YourMentor mentorship={current.id} firstName={firstName} />;
  if (open) {
    return (
      <AskPanel
        mentor={mentor}
        facts={facts}
        note={note}
        takesFocus={byHand}
        onAsked={setSent}
        onClose={() => {
          returning.current = true;
          opened.set(null);
        }}
      />
    );
  }
  if (blocker || !action) return <CannotAsk mentor={mentor} />;
  const waits = !action.allowed;
  return (
    <>
      <div class="actions">
        <Button
          look={look}
          button={button}
          unavailable={waits}
          aria-expanded={waits ? undefined : "false"}
          onPress={() => {
            setByHand(true);
            if (waits) setRefusedWait(true);
            else opened.set(id);
          }}
        >
          {`Ask ${mentor.name}`}
        </Button>
      </div>
      {refusedWait && waits && <MustWait reason={action.reason} facts={facts} />}
    </>
  );
}
