import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Action } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";

interface Props {
  /** "Retire Networking?" */
  question: string;
  /** What will happen. */
  children: ComponentChildren;
  /** "Yes, retire", and what stands there while it works. */
  yes: string;
  working: string;
  action: Pick<Action<never, unknown>, "working" | "outcome">;
  heading?: "h2" | "h3";
  onYes(): void;
  onClose(): void;
}

/** A panel that asks once more, and says what will happen. Escape and Cancel close it. */
export function Confirm({ question, children, yes, working, action, heading: Heading = "h3", ...on }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && on.onClose()}>
      <Heading ref={heading} tabIndex={-1}>
        {question}
      </Heading>
      <p>{children}</p>
      <Refusals outcome={action.outcome} />
      <div class="actions">
        <Button working={action.working} workingWords={working} onPress={on.onYes}>
          {yes}
        </Button>
        <Button look="unstyled" onPress={on.onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
