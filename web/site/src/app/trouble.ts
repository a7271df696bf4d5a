import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Screen } from "../graph/useScreen";

/** The question who is signed in, while the server cannot answer it; null while it can. */
export const TroubleContext = createContext<Screen<unknown> | null>(null);

export function useTrouble(): Screen<unknown> | null {
  return useContext(TroubleContext);
}
