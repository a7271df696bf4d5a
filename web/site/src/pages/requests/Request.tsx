import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { type OneRequestFragment, RequestPageDocument } from "../../graph/generated/pages/requests/request";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { type Answer, Answered } from "./Answered";
import { FromMentee } from "./FromMentee";
import { ToMentor } from "./ToMentor";

const MENTORSHIPS: readonly OneRequestFragment["state"][] = ["ACTIVE", "COMPLETED", "DISCONTINUED"];

export default function RequestPage({ id = "" }: Parameters) {
  const screen = useScreen(RequestPageDocument, { id });
  const [answer, setAnswer] = useState<Answer>();
  const { route } = useLocation();
  const node = screen.data?.node;
  const request = node?.__typename === "Mentorship" && node.id === id ? node : undefined;
  const state = request?.state;
  const first = useRef<typeof state>(undefined);
  first.current ??= state;
  const isMentorship = first.current !== undefined && MENTORSHIPS.includes(first.current);
  useEffect(() => {
    if (isMentorship) route(at(`/mentorships/${id}`), true);
  }, [isMentorship]);
  if (answer) return <Answered id={id} answer={answer} />;
  if (screen.data && (!request?.viewerRole || !request.partner)) return <NotForYou />;
  if (!request || isMentorship) {
    return (
      <Page title="Request" width="reading">
        <Shown screen={screen} what="this request">
          {() => null}
        </Shown>
      </Page>
    );
  }
  const changed = state !== first.current;
  return request.viewerRole === "MENTOR" ? (
    <ToMentor
      request={request}
      limit={screen.data?.limits.responseMessage ?? 0}
      changed={changed}
      onAnswer={setAnswer}
    />
  ) : (
    <FromMentee request={request} changed={changed} onAnswer={setAnswer} />
  );
}
