import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  title: string;
  heading?: "h3" | "h4";
  /** Closes it, also by Escape; the focus goes back to what opened it. */
  onClose(): void;
  children: ComponentChildren;
}

/** What opens under a row to ask once more. Its heading takes the focus. */
export function OfficePanel({ title, heading: Heading = "h4", onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div
      class="panel"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <Heading ref={heading} tabIndex={-1}>
        {title}
      </Heading>
      {children}
    </div>
  );
}
