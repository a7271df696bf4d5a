import { useState } from "preact/hooks";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { useSignedIn } from "../../app/viewer";
import type { FieldError } from "../../forms/errors";
import {
  ApplicationPageDocument,
  type WholeApplicationFragment,
} from "../../graph/generated/pages/applications/application";
import { useScreen } from "../../graph/useScreen";
import { say } from "../../live/announcer";
import { useMessages } from "../../live/streams";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { NotForYou } from "../wrong/NotForYou";
import { OthersApplication } from "./OthersApplication";
import { OwnApplication } from "./OwnApplication";
import { useLastSeen } from "./useLastSeen";

const NO_ERRORS: readonly FieldError[] = [];

/** One application, for its applicant and for whoever decides or oversees it. What each can do is the server's word. */
export default function ApplicationPage({ id = "" }: Parameters) {
  return <OneApplication key={id} id={id} />;
}

function OneApplication({ id }: { id: string }) {
  const me = useSignedIn().person.id;
  const screen = useScreen(ApplicationPageDocument, { id });
  const [errors, setErrors] = useState(NO_ERRORS);
  const [sent, setSent] = useState(false);
  useMessages("myProgram", (news) => {
    if (news.__typename === "MyProgramEvent" && news.application?.id === id && news.actor?.id !== me) say(news.message);
  });
  const node = screen.data?.node;
  const { application, gone } = useLastSeen(id, node?.__typename === "Application" ? node : undefined);
  if (screen.data && !application) return <NotForYou />;
  return (
    <Page title={application ? titleOf(application, me, sent) : "Application"} errors={errors} width="reading">
      <Shown screen={screen} what="the application">
        {({ applicationPeriod, viewer }) =>
          application &&
          (application.applicant.id === me ? (
            <OwnApplication
              application={application}
              period={applicationPeriod}
              participant={viewer?.participant}
              onErrors={setErrors}
              onSent={() => setSent(true)}
            />
          ) : (
            <OthersApplication application={application} gone={node ? undefined : gone} />
          ))
        }
      </Shown>
    </Page>
  );
}

function titleOf({ kind, state, applicant, assignee }: WholeApplicationFragment, me: string, sent: boolean): string {
  const name = `${roleWord(kind)} application`;
  if (applicant.id !== me) return `${applicant.name}'s ${name}`;
  if (state === "DRAFT") return `Check your ${name}`;
  return sent && state === "SUBMITTED" && assignee
    ? `Your application is with ${assignee.person.name}`
    : `Your ${name}`;
}
