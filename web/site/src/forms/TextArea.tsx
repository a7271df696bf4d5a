import { useEffect, useState } from "preact/hooks";
import { count } from "../parts/words";
import { describedBy, Field, type FieldProps } from "./Field";

type Props = FieldProps & {
  value: string;
  onValue(value: string): void;
  limit: number;
  rows?: number;
  describes?: string;
};

const SPEAKS_FROM = 0.9; // of the limit
const PAUSE = 1000; // milliseconds after the last key

/** Several lines of text with what is left. More than the limit can be typed; the server refuses it, nothing is cut off. */
export function TextArea({
  id,
  label,
  hint,
  error,
  optional = false,
  hiddenLabel = false,
  value,
  onValue,
  limit,
  rows = 6,
  describes,
}: Props) {
  const field = {
    id,
    label,
    error,
    optional,
    hiddenLabel,
    hint: hint ?? `Up to ${limit.toLocaleString("en-US")} characters.`,
  };
  const left = limit - [...value].length;
  const sentence =
    left < 0 ? `${count(-left, "character", "characters")} too many` : `${count(left, "character", "characters")} left`;
  return (
    <Field {...field}>
      <textarea
        id={id}
        class={error ? "usa-textarea usa-input--error" : "usa-textarea"}
        rows={rows}
        value={value}
        aria-invalid={error ? "true" : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(field, ...(describes ? [describes] : []))}
      />
      <div
        class={
          left < 0
            ? "usa-character-count__status usa-character-count__status--invalid"
            : "usa-character-count__status usa-hint"
        }
        aria-hidden="true"
      >
        {sentence}
      </div>
      <Spoken sentence={left < limit * (1 - SPEAKS_FROM) ? sentence : ""} />
    </Field>
  );
}

function Spoken({ sentence }: { sentence: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(sentence), PAUSE);
    return () => clearTimeout(timer);
  }, [sentence]);
  return (
    <span class="usa-sr-only" aria-live="polite">
      {said}
    </span>
  );
}
