import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { keepFor } from "../forms/kept";
import { SessionDocument } from "../graph/generated/app/session";
import { useScreen } from "../graph/useScreen";
import { useStreams } from "../live/streams";
import { Loading } from "../parts/Loading";
import { placeOf } from "./base";
import { Frame } from "./Frame";
import { Notices } from "./Notices";
import { SessionDialog } from "./SessionDialog";
import { TroubleContext } from "./trouble";
import { ViewerContext } from "./viewer";

const NO_VARIABLES = {};
const NO_ROLES: readonly string[] = [];

/** The frame of every page: who is signed in, the navigation, what concerns the whole site, and the page. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const session = useScreen(SessionDocument, NO_VARIABLES);
  const viewer = session.data?.viewer ?? null;
  const person = viewer?.id;
  const first = useRef(person);
  first.current ??= person;
  const isAnother = person !== first.current && person !== undefined; // by another window of this browser
  useEffect(() => {
    if (isAnother) location.reload();
  }, [isAnother]);
  const replaced = useMemo(() => (person && !isAnother ? keepFor(person) : false), [person, isAnother]);
  const office = placeOf(path).startsWith("/office");
  useStreams(viewer?.liveCursor, viewer?.roles ?? NO_ROLES, office);
  return (
    <ViewerContext.Provider value={viewer}>
      <TroubleContext.Provider value={session.data ? null : session}>
        <Frame>
          <Notices replaced={replaced} viewer={viewer} />
          {session.waiting || isAnother ? <Loading what="MOMENTS" again={session.again} /> : children}
        </Frame>
        {viewer?.session && <SessionDialog session={viewer.session} />}
      </TroubleContext.Provider>
    </ViewerContext.Provider>
  );
}
