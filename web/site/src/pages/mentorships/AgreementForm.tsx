import { useState } from "preact/hooks";
import { DateField, dayFrom } from "../../forms/DateField";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import { TextArea } from "../../forms/TextArea";
import { useUnsaved } from "../../forms/useUnsaved";
import {
  type AgreementPageQuery,
  type AgreementVersionFragment,
  ProposeAgreementDocument,
  type ProposeAgreementMutation,
} from "../../graph/generated/pages/mentorships/agreement";
import { type Outcome, useAction } from "../../graph/useAction";
import { sayNow } from "../../live/announcer";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { timeOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { stopped } from "../../parts/words";
import type { AgreementPair } from "./Agreement";
import { AgreementExample } from "./AgreementExample";
import { CrossedAgreement } from "./CrossedAgreement";
import { type Draft, isChanged, joined, PARTS, TITLES, whoSent } from "./draft";
import { nameIn } from "./steps";

interface Props {
  pair: AgreementPair;
  draft: Draft;
  /** Whether it can still be sent; what is typed stays. */
  allowed: boolean;
  onDraft(draft: Draft): void;
  onDone(): void;
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
  limit: number;
  example: NonNullable<AgreementPageQuery["resource"]>["sections"];
}

const IDS = { goals: "goals", schedule: "schedule", obstacles: "obstacles", endsOn: "ends" };
const HINTS = {
  goals: "What do you want to reach together?",
  schedule: "How often, how long, where? An hour a month is usual.",
  obstacles: "What could get in the way?",
};

/** Writes a version. If another was sent meanwhile, by the other one or in another window, that is read first. */
export function AgreementForm({ pair, draft, allowed, onDraft, onDone, errors, onErrors, limit, example }: Props) {
  const action = useAction(ProposeAgreementDocument);
  const [crossed, setCrossed] = useState<AgreementVersionFragment>();
  const name = nameIn(pair);
  const { dialog } = useUnsaved(isChanged(pair, draft));
  const newer = !action.working && pair.agreement?.proposedAt !== (draft.base ?? undefined) ? pair.agreement : null;
  const send = async (proposedAt: string | null) => {
    const endsOn = dayFrom(draft.end);
    if (!endsOn) return onErrors([{ id: IDS.endsOn, message: "Enter the agreed end as a month, a day and a year." }]);
    const { goals, schedule, obstacles } = draft;
    const outcome = await action.run({ mentorship: pair.id, goals, schedule, obstacles, endsOn, proposedAt });
    const there = versionOf(outcome);
    setCrossed(there);
    if (there) return onErrors([]);
    onErrors(errorsOf(outcome, IDS));
    if (outcome?.kind !== "done") return;
    sayNow(`${name} is told by email.`);
    onDone();
  };
  return (
    <form
      class="usa-form usa-form--large"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(draft.base);
      }}
    >
      <p>It's optional. It helps you both to set goals.</p>
      {newer && !crossed && (
        <Alert kind="info">
          {stopped(`${whoSent(newer, name)} at ${timeOf(newer.proposedAt)}`)} You'll read it before yours is sent.
        </Alert>
      )}
      <AgreementExample sections={example} />
      <ConductNotice />
      {PARTS.map((part) => (
        <TextArea
          key={part}
          id={IDS[part]}
          label={TITLES[part]}
          hint={`${HINTS[part]} Up to ${limit.toLocaleString("en-US")} characters.`}
          limit={limit}
          rows={5}
          describes={CONDUCT}
          error={errorFor(errors, IDS[part])}
          value={draft[part]}
          onValue={(text) => onDraft({ ...draft, [part]: text })}
        />
      ))}
      <DateField
        id={IDS.endsOn}
        label="Agreed end"
        hint="A year is usual."
        error={errorFor(errors, IDS.endsOn)}
        value={draft.end}
        onValue={(end) => onDraft({ ...draft, end })}
      />
      {allowed && crossed && (
        <CrossedAgreement
          theirs={crossed}
          name={name}
          onUse={() => {
            onDraft(joined(draft, crossed));
            setCrossed(undefined);
          }}
          onSend={() => send(crossed.proposedAt)}
        />
      )}
      <div class="actions">
        {allowed && !crossed && (
          <Button type="submit" working={action.working} workingWords="Sending...">
            Propose it to {name}
          </Button>
        )}
        {pair.agreement ? (
          <Button look="outline" onPress={onDone}>
            Close
          </Button>
        ) : (
          <Link to={`/mentorships/${pair.id}`} class="usa-button usa-button--outline">
            Close
          </Link>
        )}
      </div>
      {dialog}
    </form>
  );
}

type Answer = Outcome<ProposeAgreementMutation["proposeAgreement"]>;

/** The version that is there now, where another than the one that was read is; else undefined. */
function versionOf(outcome: Answer | undefined): AgreementVersionFragment | undefined {
  const refusals = outcome?.kind === "refused" ? (outcome.payload?.errors ?? []) : [];
  const changed = refusals.find((error) => error.__typename === "AgreementChangedError");
  return (changed?.__typename === "AgreementChangedError" && changed.mentorship?.agreement) || undefined;
}
