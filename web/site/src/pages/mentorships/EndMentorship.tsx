import { useState } from "preact/hooks";
import { toHeading } from "../../app/navigating";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { Radios } from "../../forms/Choices";
import { errorFor, errorsOf, type FieldError } from "../../forms/errors";
import {
  CompleteMentorshipDocument,
  DiscontinueMentorshipDocument,
  EndMentorshipPageDocument,
  type EndMentorshipPageQuery,
} from "../../graph/generated/pages/mentorships/end";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { ConductNotice } from "../../parts/ConductNotice";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { Ended } from "./Ended";
import { offerOf } from "./offers";
import { nameIn } from "./steps";
import { usePairNews } from "./usePairNews";

export type Ending = Extract<NonNullable<EndMentorshipPageQuery["node"]>, { __typename: "Mentorship" }>;

type Effect = NonNullable<Ending["viewerActions"][number]["effect"]>;

const NONE: readonly FieldError[] = [];
const OVER = ["COMPLETED", "DISCONTINUED"];

/** Ends a mentorship. This page is the confirmation: it says what happens. Then it says what comes next. */
export default function EndMentorshipPage({ id = "" }: Parameters) {
  const screen = useScreen(EndMentorshipPageDocument, { id });
  const [errors, setErrors] = useState(NONE);
  usePairNews(id);
  const pair = screen.data?.node?.__typename === "Mentorship" ? screen.data.node : undefined;
  if (screen.data && !pair?.partner) return <NotForYou />;
  const over = pair && OVER.includes(pair.state);
  const whom = pair?.partner ? ` with ${pair.partner.name}` : "";
  return (
    <Page
      title={over ? `Your mentorship${whom} has ended` : `End your mentorship${whom}?`}
      width="reading"
      errors={errors}
      above={[
        { to: "/mentorships", title: "Mentorships" },
        { to: `/mentorships/${id}`, title: pair?.partner?.name ?? "Mentorship" },
      ]}
    >
      <Shown screen={screen} what="this mentorship">
        {() => pair && (over ? <Ended pair={pair} /> : <EndForm pair={pair} errors={errors} onErrors={setErrors} />)}
      </Shown>
    </Page>
  );
}

interface FormProps {
  pair: Ending;
  errors: readonly FieldError[];
  onErrors(errors: readonly FieldError[]): void;
}

const CHOICES = [
  { value: "complete", label: "It is complete: we did what we set out to do" },
  { value: "stop", label: "We are stopping early" },
];

function follows({ cancelsMeetings: meetings, asksForSurveys: surveys }: Effect): string {
  const off =
    meetings > 0
      ? ` ${count(meetings, "meeting", "meetings")} to come ${meetings === 1 ? "is" : "are"} called off.`
      : "";
  return `${surveys > 1 ? "Both of you get" : "You get"} a short survey by email.${off}`;
}

function EndForm({ pair, errors, onErrors }: FormProps) {
  const [how, setHow] = useState("");
  const complete = useAction(CompleteMentorshipDocument);
  const discontinue = useAction(DiscontinueMentorshipDocument);
  const offer = offerOf(pair, how === "stop" ? "DISCONTINUE_MENTORSHIP" : "COMPLETE_MENTORSHIP");
  if (!offer?.allowed) {
    return (
      <Alert kind="info">
        {offer?.reason ?? "This can't be done now."} <Link to={`/mentorships/${pair.id}`}>Go to the mentorship</Link>
      </Alert>
    );
  }
  const end = async () => {
    if (!how) return onErrors([{ id: "how", message: "Choose how it ends." }]);
    const outcome = await (how === "stop" ? discontinue : complete).run({ mentorship: pair.id });
    onErrors(errorsOf(outcome, {}));
    if (outcome?.kind === "done") toHeading();
  };
  return (
    <form
      class="usa-form usa-form--large"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        end();
      }}
    >
      <p>Either of you can end it at any time. You don't have to say why.</p>
      <Radios
        id="how"
        label="How does it end?"
        error={errorFor(errors, "how")}
        choices={CHOICES}
        value={how}
        onValue={setHow}
      />
      <h2>What happens then</h2>
      {offer.effect && <p>{follows(offer.effect)}</p>}
      <p>Your place is free again, and {nameIn(pair)}'s too.</p>
      <div class="actions">
        <Button
          type="submit"
          look="secondary"
          working={complete.working || discontinue.working}
          workingWords="Ending it..."
        >
          {how === "stop" ? "Stop it early" : how === "complete" ? "End it as complete" : "End this mentorship"}
        </Button>
        <Link to={`/mentorships/${pair.id}`} class="usa-button usa-button--outline">
          Keep it
        </Link>
      </div>
      <ConductNotice />
    </form>
  );
}
