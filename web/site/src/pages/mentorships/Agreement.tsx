import { useState } from "preact/hooks";
import { toHeading } from "../../app/navigating";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import type { FieldError } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { AgreementPageDocument, type AgreementPageQuery } from "../../graph/generated/pages/mentorships/agreement";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { AgreementForm } from "./AgreementForm";
import { AgreementRead } from "./AgreementRead";
import { type Draft, draftOf } from "./draft";
import { offerOf } from "./offers";
import { usePairNews } from "./usePairNews";

export type AgreementPair = Extract<NonNullable<AgreementPageQuery["node"]>, { __typename: "Mentorship" }>;

const NONE: readonly FieldError[] = [];

/** The Mentorship Agreement of a pair: written, read, agreed to, printed. */
export default function AgreementPage({ id = "" }: Parameters) {
  const screen = useScreen(AgreementPageDocument, { id });
  const [errors, setErrors] = useState(NONE);
  const draft = useKept<Draft | null>(`agreement:${id}`, null);
  usePairNews(id);
  const pair = screen.data?.node?.__typename === "Mentorship" ? screen.data.node : undefined;
  if (screen.data && !pair?.partner) return <NotForYou />;
  const close = () => {
    draft.set(null);
    draft.done();
    setErrors(NONE);
    toHeading();
  };
  return (
    <Page
      title="Mentorship Agreement"
      longTitle={pair?.partner ? `Mentorship Agreement with ${pair.partner.name}` : "Mentorship Agreement"}
      width="reading"
      errors={errors}
      above={[
        { to: "/mentorships", title: "Mentorships" },
        { to: `/mentorships/${id}`, title: pair?.partner?.name ?? "Mentorship" },
      ]}
    >
      <Shown screen={screen} what="the agreement">
        {(data) => {
          if (!pair) return null;
          const offer = offerOf(pair, "PROPOSE_AGREEMENT");
          const writing = draft.value ?? (offer?.allowed && !pair.agreement ? draftOf(pair) : null);
          return (
            <>
              {!offer?.allowed && offer?.reason && <Alert kind="info">{offer.reason}</Alert>}
              {writing ? (
                <AgreementForm
                  pair={pair}
                  draft={writing}
                  allowed={offer?.allowed ?? false}
                  onDraft={draft.set}
                  onDone={close}
                  errors={errors}
                  onErrors={setErrors}
                  limit={data.limits.agreementPart}
                  example={data.resource?.sections ?? []}
                />
              ) : (
                pair.agreement && (
                  <AgreementRead
                    pair={pair}
                    agreement={pair.agreement}
                    me={data.viewer?.person.name ?? ""}
                    onWrite={() => {
                      draft.set(draftOf(pair));
                      toHeading();
                    }}
                  />
                )
              )}
              {!writing && !pair.agreement && <p>You two wrote no agreement.</p>}
              <p class="not-printed">
                <Link to={`/mentorships/${id}`}>Back to the mentorship</Link>
              </p>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
