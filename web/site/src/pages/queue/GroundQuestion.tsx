import { useEffect, useRef, useState } from "preact/hooks";
import { Radios } from "../../forms/Choices";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { Button } from "../../parts/Button";
import { useDecidingHelp } from "./useDecidingHelp";

interface Props {
  /** Where the answer is kept while it is typed. */
  place: string;
  id: string;
  supervisor: { name: string; firstName: string } | null | undefined;
  /** The ground is stated: it goes with each decision. */
  onStated(ground: string): void;
  onCancel(): void;
}

const LEAVE = "Extended leave";
const NO_ANSWER = { choice: "", other: "" };

/** Why an administrator decides in lieu of a supervisor (APR-4): asked once, before deciding. */
export function GroundQuestion({ place, id, supervisor, onStated, onCancel }: Props) {
  const answer = useKept(`${place}:ground`, NO_ANSWER);
  const [error, setError] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const limit = useDecidingHelp()?.limits.inLieuGround ?? 200;
  useEffect(() => heading.current?.focus(), []);
  const who = supervisor?.firstName ?? "The supervisor";
  const { choice, other } = answer.value;

  function goOn() {
    const ground = choice === LEAVE ? LEAVE : other.trim();
    const missing = choice === "" ? `${id}-why` : ground === "" ? `${id}-other` : undefined;
    setError(missing);
    if (!missing) return onStated(ground);
    const control = document.getElementById(missing);
    (control?.querySelector("input") ?? control)?.focus();
  }

  return (
    <div class="panel" onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <h3 ref={heading} tabIndex={-1}>
        Why do you decide for {supervisor?.name ?? "the supervisor"}?
      </h3>
      <Radios
        id={`${id}-why`}
        label="The reason"
        hiddenLabel
        hint={`Please don't write medical details. ${who} will read this.`}
        error={error === `${id}-why` ? "Choose a reason." : undefined}
        choices={[
          {
            value: LEAVE,
            label: `${who} is out for an extended period`,
            description: "Leave such as FMLA or maternity leave",
          },
          { value: "OTHER", label: "Other long absence" },
        ]}
        value={choice}
        onValue={(value) => answer.set({ ...answer.value, choice: value })}
      />
      {choice === "OTHER" && (
        <TextArea
          id={`${id}-other`}
          label="What kind of absence"
          rows={2}
          limit={limit}
          value={other}
          error={error === `${id}-other` ? "Say in a few words why." : undefined}
          onValue={(value) => answer.set({ ...answer.value, other: value })}
        />
      )}
      <div class="actions">
        <Button onPress={goOn}>Go on</Button>
        <Button look="unstyled" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
