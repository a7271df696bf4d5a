import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SessionQuery } from "../graph/generated/app/session";

/** Who is signed in, with their roles and counts. */
export type Viewer = NonNullable<SessionQuery["viewer"]>;

export const ViewerContext = createContext<Viewer | null>(null);

/** Who is signed in; null for nobody. */
export function useViewer(): Viewer | null {
  return useContext(ViewerContext);
}

/** Who is signed in, on a page that only shows then. */
export function useSignedIn(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("This page is shown only to people who are signed in.");
  return viewer;
}
