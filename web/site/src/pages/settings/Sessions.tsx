import { useRef, useState } from "preact/hooks";
import {
  EndOtherSessionsDocument,
  EndSessionDocument,
  SessionsDocument,
  type SessionsQuery,
} from "../../graph/generated/pages/settings/settings";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { sayNow } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { dayAndTimeOf } from "../../parts/dates";
import { Refusals } from "../../parts/Refusals";
import { Shown } from "../../parts/Shown";
import { Tag } from "../../parts/Tag";
import { stopped } from "../../parts/words";
import { Panel } from "./Panel";

type Session = NonNullable<SessionsQuery["viewer"]>["sessions"][number];
const NO_VARIABLES = {};

/** The browsers in which the person is signed in; each can be signed out from here. */
export function Sessions() {
  const screen = useScreen(SessionsDocument, NO_VARIABLES);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" ref={heading} tabIndex={-1}>
        Where you're signed in
      </h2>
      <Shown screen={screen} what="where you're signed in" part>
        {({ viewer }) => viewer && <List sessions={viewer.sessions} onGone={() => heading.current?.focus()} />}
      </Shown>
    </section>
  );
}

function List({ sessions, onGone }: { sessions: readonly Session[]; onGone: () => void }) {
  const others = sessions.filter(({ current }) => !current);
  return (
    <>
      <ul class="rows" role="list">
        {sessions.map((session) => (
          <li class="row" key={session.id}>
            <One session={session} onGone={onGone} />
          </li>
        ))}
      </ul>
      {others.length > 1 && <EverywhereElse number={others.length} onGone={onGone} />}
    </>
  );
}

function One({
  session: { id, device, createdAt, lastUsedAt, current },
  onGone,
}: {
  session: Session;
  onGone: () => void;
}) {
  const action = useAction(EndSessionDocument);
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const end = async () => {
    const outcome = await action.run({ session: id });
    if (outcome?.kind !== "done") return;
    sayNow(`${device} is signed out.`);
    onGone();
  };
  return (
    <>
      <div class="row-head">
        <h3>{device}</h3>
        {current && <Tag>This one</Tag>}
      </div>
      <p>
        {stopped(`Signed in on ${dayAndTimeOf(createdAt)}`)} {stopped(`Last used on ${dayAndTimeOf(lastUsedAt)}`)}
      </p>
      {!current && (
        <p>
          <Button
            button={button}
            look="outline"
            about={`in ${device}`}
            aria-expanded={asked ? "true" : "false"}
            onPress={() => setAsked(!asked)}
          >
            Sign out there
          </Button>
        </p>
      )}
      {asked && (
        <Panel
          question={`Sign out ${device}?`}
          yes="Yes, sign out there"
          working={action.working}
          onYes={end}
          onCancel={() => {
            setAsked(false);
            button.current?.focus();
          }}
        >
          <p>Whoever uses that browser has to sign in again. What is typed there is not sent.</p>
        </Panel>
      )}
      <Refusals outcome={action.outcome} />
    </>
  );
}

function EverywhereElse({ number, onGone }: { number: number; onGone: () => void }) {
  const action = useAction(EndOtherSessionsDocument);
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const end = async () => {
    const outcome = await action.run({});
    if (outcome?.kind !== "done") return;
    sayNow("You're signed out everywhere else.");
    onGone();
  };
  return (
    <>
      <p>
        <Button
          button={button}
          look="outline"
          aria-expanded={asked ? "true" : "false"}
          onPress={() => setAsked(!asked)}
        >
          Sign out everywhere else
        </Button>
      </p>
      {asked && (
        <Panel
          question={`Sign out ${number} other browsers?`}
          yes={`Yes, sign out ${number}`}
          working={action.working}
          onYes={end}
          onCancel={() => {
            setAsked(false);
            button.current?.focus();
          }}
        />
      )}
      <Refusals outcome={action.outcome} />
    </>
  );
}
