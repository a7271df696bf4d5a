import type { ComponentChildren } from "preact";
import {
  OfficeRequestTrialRunDocument,
  type RunParametersFragment,
  type TrialRunAskedFragment,
} from "../../graph/generated/pages/office/matching";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Refusals } from "../../parts/Refusals";
import { Tag } from "../../parts/Tag";
import { parametersInWords, trialTitle } from "./runWords";
import { askedAgain } from "./trialInput";

const STATES = { WAITING: "Waiting", DONE: "Done", FAILED: "Failed" };

interface Props {
  trial: TrialRunAskedFragment;
  usual: RunParametersFragment | undefined;
  /** Its choice to compare. */
  children: ComponentChildren;
}

/** A trial run: what was asked, and how it stands. */
export function TrialRow({ trial, usual, children }: Props) {
  const again = useAction(OfficeRequestTrialRunDocument);
  const title = trialTitle(trial);
  return (
    <li class="tile">
      <div class="row-head">
        <h3>{trial.state === "DONE" ? <Link to={`/office/matching/${trial.id}`}>{title}</Link> : title}</h3>
        <Tag>{STATES[trial.state]}</Tag>
      </div>
      <p>
        {trial.actor ? `Asked by ${trial.actor.name}: ` : "Asked: "}
        {parametersInWords(trial.parameters, usual)}.
      </p>
      {trial.state === "WAITING" && <p>This takes a few seconds. You can leave; it will be here.</p>}
      {trial.state === "FAILED" && (
        <>
          <Alert kind="error" slim>
            {trial.problem ?? "It could not be finished. Request another one."}
          </Alert>
          <Refusals outcome={again.outcome} />
          <Button
            look="outline"
            about={title}
            working={again.working}
            onPress={() => again.run({ baseRun: trial.baseRun?.id ?? null, parameters: askedAgain(trial.parameters) })}
          >
            Try again
          </Button>
        </>
      )}
      {children}
    </li>
  );
}
