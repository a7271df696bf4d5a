import { useMemo, useState } from "preact/hooks";
import { Page } from "../../app/Page";
import { useSignedIn } from "../../app/viewer";
import { errorFor, errorsOf } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import {
  ApproveApplicationsDocument,
  DenyApplicationsDocument,
  SettledDocument,
} from "../../graph/generated/pages/queue/queue";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { say } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { ConductNotice } from "../../parts/ConductNotice";
import { Link } from "../../parts/Link";
import { Refusals } from "../../parts/Refusals";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { tellApart } from "./namesakes";
import { isUnfinished, Openings } from "./Openings";
import { SeveralNames } from "./SeveralNames";
import { useDecidingHelp } from "./useDecidingHelp";
import type { Several } from "./useSeveral";
import { isSettled, settledSentence, type Waiting, type What } from "./words";

interface Props {
  several: Several;
  what: What;
  back: { to: string; title: string };
}

const FIELD = "several-message";

/** Asks once more before several applications are decided, by name. */
export function SeveralAsked({ several, what, back }: Props) {
  const key = several.ids.join();
  const variables = useMemo(() => ({ ids: key ? key.split(",") : [] }), [key]);
  const screen = useScreen(SettledDocument, variables, { pause: several.ids.length === 0 });
  const all = tellApart(
    (screen.data?.nodes ?? []).flatMap((node) => (node?.__typename === "Application" ? [node] : [])),
  );
  const waiting = all.filter((application) => !isSettled(application));
  const verb = what === "approve" ? "Approve" : "Deny";
  const number = screen.data ? waiting.length : several.ids.length;
  return (
    <Page
      title={
        several.ids.length ? `${verb} ${count(number, "application", "applications")}?` : "No application is selected"
      }
    >
      {several.ids.length === 0 ? (
        <p>
          Select the applications that you want to decide together in <Link to={back.to}>{back.title}</Link>.
        </p>
      ) : (
        <Shown screen={screen} what="the applications">
          {() => <Asked several={several} what={what} waiting={waiting} all={all} back={back} />}
        </Shown>
      )}
    </Page>
  );
}

function Asked({ several, what, waiting, all, back }: Props & { waiting: Waiting[]; all: Waiting[] }) {
  const me = useSignedIn().person.id;
  const help = useDecidingHelp();
  const message = useKept(`several:${what}:message`, "");
  const approve = useAction(ApproveApplicationsDocument);
  const deny = useAction(DenyApplicationsDocument);
  const action = what === "approve" ? approve : deny;
  const [unfinished, setUnfinished] = useState(false);
  const errors = errorsOf(action.outcome, { message: FIELD });
  const number = waiting.length;

  async function decide() {
    const stops = isUnfinished(message.value);
    setUnfinished(stops);
    if (stops) return document.getElementById(FIELD)?.focus();
    say(`${what === "approve" ? "Approving" : "Denying"} ${count(number, "application", "applications")}.`);
    const outcome = await action.run({
      items: waiting.map(({ id, submittedAt }) => ({
        application: id,
        submittedAt: several.read[id] ?? submittedAt ?? "",
      })),
      message: message.value.trim() || null,
      inLieuGround: several.ground,
    });
    if (outcome?.kind !== "done") return;
    message.done();
    const refusals = new Map(outcome.payload.results.map((each) => [each.applicationId, each.errors] as const));
    several.done({
      what,
      reminder: outcome.payload.results.map((each) => each.application?.decision?.reminder).find(Boolean) ?? null,
      results: all.map((application) => {
        const { id, applicant, kind } = application;
        const refused = refusals.get(id) ?? [{ message: settledSentence(application, me) }];
        return {
          id,
          name: applicant.name,
          kind,
          done: refused.length === 0,
          why: refused.map((each) => each.message).join(" "),
        };
      }),
    });
  }

  return (
    <>
      {several.ground && (
        <p>
          In lieu of {waiting[0]?.supervisor?.person.name ?? "the supervisor"}: {several.ground}
        </p>
      )}
      <SeveralNames applications={all} onLeaveOut={several.leaveOut} />
      <ConductNotice quiet id="several-conduct" />
      {what === "deny" && help && <p>{help.denialHint}</p>}
      {what === "deny" && help && (
        <Openings
          id="several-opening"
          openings={help.openings}
          onUse={(text) => {
            message.set(message.value.trim() ? `${text} ${message.value}` : text);
            document.getElementById(FIELD)?.focus();
          }}
        />
      )}
      <TextArea
        id={FIELD}
        label="Message to all of them"
        optional
        hint="Each of them gets this same message."
        rows={4}
        limit={help?.limits.decisionMessage ?? 2000}
        value={message.value}
        onValue={message.set}
        error={
          unfinished && isUnfinished(message.value) ? "Finish the sentence, or remove it." : errorFor(errors, FIELD)
        }
        describes="several-conduct"
      />
      <p>
        This is final. Each of them gets an email{message.value.trim() && " with your message"}.
        {what === "deny" &&
          !message.value.trim() &&
          " You haven't written a message. They will only hear that it wasn't approved."}
      </p>
      {errors.some(({ id }) => id !== FIELD) && <Refusals outcome={action.outcome} />}
      {action.working && (
        <p>
          {what === "approve" ? "Approving" : "Denying"} {count(number, "application", "applications")}.
        </p>
      )}
      <div class="actions">
        {number > 0 && (
          <Button look={what === "deny" ? "secondary" : "filled"} working={action.working} onPress={decide}>
            {action.outcome?.kind === "failed" ? "Try again" : `Yes, ${what} ${number}`}
          </Button>
        )}
        <Link to={back.to}>Cancel</Link>
      </div>
    </>
  );
}
