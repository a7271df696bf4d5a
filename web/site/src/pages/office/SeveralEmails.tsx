import { useRef, useState } from "preact/hooks";
import { Checkbox } from "../../forms/Checkbox";
import type { EmailListedFragment } from "../../graph/generated/pages/office/emails";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { later } from "../../parts/later";
import { SeveralResult, type SeveralTold } from "./SeveralResult";

const ConfirmSeveral = later(() => import("./ConfirmSeveral").then((part) => part.ConfirmSeveral));

interface Props {
  /** Those of this page that failed. */
  emails: readonly EmailListedFragment[];
  selected: readonly EmailListedFragment[];
  reasonLimit: number;
  onSelect(ids: readonly string[], is: boolean): void;
}

/** Chooses failed emails together, all or by what went wrong, and sends them again or discards them. */
export function SeveralEmails({ emails, selected, reasonLimit, onSelect }: Props) {
  const [asked, setAsked] = useState<"resend" | "discard" | null>(null);
  const [none, setNone] = useState(false);
  const [told, setTold] = useState<SeveralTold | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const ids = emails.map(({ id }) => id);
  function ask(what: "resend" | "discard") {
    setNone(selected.length === 0);
    setTold(null);
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (selected.length > 0) setAsked(what);
  }
  return (
    <div class="not-printed">
      {emails.length > 1 && (
        <>
          <Checkbox
            id="select-all"
            label={`Select all ${emails.length}`}
            checked={selected.length === emails.length}
            onChecked={(is) => onSelect(ids, is)}
          />
          <ByProblem emails={emails} onSelect={onSelect} />
          {none && (
            <div role="alert">
              <Alert kind="error" slim>
                Select at least one email.
              </Alert>
            </div>
          )}
          <div class="actions">
            <Button look="outline" onPress={() => ask("resend")}>
              Send {selected.length || "selected"} again
            </Button>
            <Button look="outline" onPress={() => ask("discard")}>
              Discard {selected.length || "selected"}
            </Button>
          </div>
        </>
      )}
      {asked && (
        <ConfirmSeveral
          what={asked}
          emails={selected}
          reasonLimit={reasonLimit}
          onDone={(result) => {
            setAsked(null);
            setTold(result);
            onSelect(ids, false);
          }}
          onClose={() => {
            setAsked(null);
            opener.current?.focus();
          }}
        />
      )}
      {told && <SeveralResult told={told} onDismiss={() => setTold(null)} />}
    </div>
  );
}

function ByProblem({ emails, onSelect }: Pick<Props, "emails" | "onSelect">) {
  const problems = new Map<string, string[]>();
  for (const { id, problem } of emails) {
    const words = problem ?? "No reason was given.";
    problems.set(words, [...(problems.get(words) ?? []), id]);
  }
  if (problems.size < 2) return null;
  return (
    <ul aria-label="By what went wrong">
      {[...problems].map(([problem, ids]) => (
        <li key={problem}>
          {problem}{" "}
          <Button look="unstyled" about={problem} onPress={() => onSelect(ids, true)}>
            Select {ids.length}
          </Button>
        </li>
      ))}
    </ul>
  );
}
