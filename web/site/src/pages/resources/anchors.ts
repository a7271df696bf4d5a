import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";

/** The id of a section's element. The address names the section alone: `#who-can-be-a-mentor`. */
export const idOf = (anchor: string) => `section-${anchor}`;

/** Opens the section of that name, scrolls to it, and puts the focus on it. */
export function reveal(anchor: string): void {
  const section = document.getElementById(idOf(anchor));
  section?.closest("details")?.setAttribute("open", "");
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}

/** Goes to the section that the address names, once all that stands before it is there. */
export function useAnchor(isThere: boolean): void {
  const { url } = useLocation();
  useEffect(() => {
    if (isThere) revealNamed();
  }, [url, isThere]);
  useEffect(() => {
    addEventListener("hashchange", revealNamed);
    return () => removeEventListener("hashchange", revealNamed);
  }, []);
}

function revealNamed(): void {
  if (location.hash) reveal(decodeURIComponent(location.hash.slice(1)));
}
