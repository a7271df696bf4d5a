import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../parts/Button";

interface Props {
  question: string;
  yes: string;
  working: boolean;
  onYes(): void;
  onCancel(): void;
  children?: ComponentChildren;
}

/** Asks before something that can't be undone: what will happen, the last step, and the way back. */
export function Panel({ question, yes, working, onYes, onCancel, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div
      class="panel"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !working) onCancel();
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {question}
      </h3>
      {children}
      <p class="actions">
        <Button look="secondary" working={working} onPress={onYes}>
          {yes}
        </Button>
        <Button look="unstyled" onPress={onCancel}>
          Cancel
        </Button>
      </p>
    </div>
  );
}
