import { useState } from "preact/hooks";
import { errorsOf, type FieldError } from "../../forms/errors";
import { focusField } from "../../forms/focusField";
import { useKept } from "../../forms/kept";
import { OfficeRequestTrialRunDocument } from "../../graph/generated/pages/office/matching";
import { useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import type { Runs } from "./RunsTable";
import { TrialFields } from "./TrialFields";
import { TRIAL_IDS, trialInput, usualTrial } from "./trialInput";

const NONE: FieldError[] = [];

/** Asks for a trial run: a preview of the next run, or a past run with other parameters. */
export function TrialForm({ runs }: { runs: Runs["nodes"] }) {
  const [open, setOpen] = useState(location.hash === "#preview");
  const usual = usualTrial(runs[0]?.parameters);
  const typed = useKept("trial", usual);
  const action = useAction(OfficeRequestTrialRunDocument);
  const [wrong, setWrong] = useState<FieldError[]>(NONE);
  const refused = errorsOf(action.outcome, TRIAL_IDS);
  const errors = wrong.length ? wrong : refused;

  async function ask() {
    const { errors, input } = trialInput(typed.value);
    setWrong(errors);
    if (errors[0]?.id) return focusField(errors[0].id);
    const outcome = await action.run(input);
    const [first] = errorsOf(outcome, TRIAL_IDS);
    if (first?.id) return focusField(first.id);
    if (outcome?.kind !== "done") return;
    typed.done();
    typed.set(usual);
    setOpen(false);
    sayNow("The trial run is on its way. This takes a few seconds. You can leave; it will be here.");
    document.getElementById("preview")?.focus();
  }
  return (
    <>
      <p>
        <Button
          id="preview"
          look={open ? "outline" : "filled"}
          aria-expanded={open ? "true" : "false"}
          onPress={() => setOpen(!open)}
        >
          Preview a run
        </Button>
      </p>
      {open && (
        <form
          class="panel"
          noValidate
          aria-label="Preview a run"
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <p>Change nothing to see the next run as it would be.</p>
          <TrialFields value={typed.value} onValue={typed.set} errors={errors} runs={runs} />
          {refused.some(({ id }) => id === undefined) && <Refusals outcome={action.outcome} />}
          <div class="actions">
            <Button type="submit" working={action.working} workingWords="Asking...">
              Run the preview
            </Button>
            <Button look="unstyled" onPress={() => setOpen(false)}>
              Close
            </Button>
            <Button
              look="unstyled"
              onPress={() => {
                typed.done();
                typed.set(usual);
                setWrong(NONE);
                action.clear();
              }}
            >
              Start over
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
