import { useLayoutEffect, useRef } from "preact/hooks";
import {
  AcceptAgreementDocument,
  type AgreementVersionFragment,
} from "../../graph/generated/pages/mentorships/agreement";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { timeOf } from "../../parts/dates";
import { movingFocus } from "../../parts/focus";
import { Refusals } from "../../parts/Refusals";
import { stopped } from "../../parts/words";
import { useRead } from "../meetings/useRead";
import type { AgreementPair } from "./Agreement";
import { AgreementParts } from "./AgreementParts";
import { may } from "./offers";
import { nameIn } from "./steps";

interface Props {
  pair: AgreementPair;
  agreement: AgreementVersionFragment;
  /** The viewer's name, for the signature. */
  me: string;
  onWrite(): void;
}

/** The present version, as on a sheet. When the other one sends another, the sentence takes the button's focus. */
export function AgreementRead({ pair, agreement, me, onWrite }: Props) {
  const action = useAction(AcceptAgreementDocument);
  const { read, changed } = useRead(agreement, ({ proposedAt }) => proposedAt);
  const replaced = changed && !agreement.proposedByViewer;
  const box = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const standing = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (replaced && box.current?.contains(document.activeElement)) note.current?.focus();
  }, [replaced, agreement.proposedAt]);
  const name = nameIn(pair);
  const agree = async () => {
    const focus = movingFocus();
    const outcome = await action.run({ mentorship: pair.id, proposedAt: agreement.proposedAt });
    if (outcome?.kind === "done") focus(() => standing.current);
  };
  return (
    <div ref={box}>
      <p ref={standing} tabIndex={-1}>
        <Standing agreement={agreement} name={name} />
      </p>
      {replaced && (
        <Alert kind="info" focusable={note}>
          {stopped(`${name} sent a new version at ${timeOf(agreement.proposedAt)}`)} Read it
          {may(pair, "ACCEPT_AGREEMENT") && ", then agree"}.
        </Alert>
      )}
      <div class="paper">
        <AgreementParts agreement={agreement} before={replaced ? read : undefined} />
        <Signatures agreement={agreement} names={[me, pair.partner?.name ?? ""]} />
      </div>
      <Refusals outcome={action.outcome} />
      <div class="actions">
        {may(pair, "ACCEPT_AGREEMENT") && (
          <Button working={action.working} onPress={agree}>
            Agree
          </Button>
        )}
        {may(pair, "PROPOSE_AGREEMENT") && (
          <Button look="outline" onPress={onWrite}>
            {may(pair, "ACCEPT_AGREEMENT") ? "Suggest changes" : "Change it"}
          </Button>
        )}
        <Button look="outline" onPress={() => print()}>
          Print
        </Button>
      </div>
      {agreement.agreedAt && may(pair, "PROPOSE_AGREEMENT") && (
        <p class="quiet not-printed">If you change it, {name} has to agree again.</p>
      )}
    </div>
  );
}

function Standing({ agreement, name }: { agreement: AgreementVersionFragment; name: string }) {
  if (agreement.agreedAt) return <>You both agreed.</>;
  return agreement.proposedByViewer ? (
    <>
      {name} has had it since <DateTime value={agreement.proposedAt} />.
    </>
  ) : (
    <>
      {name} sent it on <DateTime value={agreement.proposedAt} />. It waits for you.
    </>
  );
}

/** Who agreed and when; the other line is left to be signed. `names`: the viewer's and the partner's. */
function Signatures({
  agreement,
  names: [me, partner],
}: {
  agreement: AgreementVersionFragment;
  names: [string, string];
}) {
  const { proposedByViewer, proposedAt, agreedAt } = agreement;
  const lines = [
    { name: me, at: proposedByViewer ? proposedAt : agreedAt },
    { name: partner, at: proposedByViewer ? agreedAt : proposedAt },
  ];
  return (
    <>
      {lines.map(({ name, at }) => (
        <p class="signature" key={name}>
          {name}
          {at ? (
            <>
              , agreed on <DateTime value={at} />
            </>
          ) : (
            ", not agreed yet"
          )}
        </p>
      ))}
    </>
  );
}
