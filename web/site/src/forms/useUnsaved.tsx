import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../app/base";
import { Button } from "../parts/Button";

export interface Unsaved {
  /** "Leave without saving?", to be drawn anywhere in the page. */
  dialog: VNode | null;
  /** Goes to a place of the site, after the question where something is unsaved. */
  goTo(place: string): void;
}

/** Asks before a page is left whose typed text only this tab has. `unsaved`: whether there is any. */
export function useUnsaved(unsaved: boolean): Unsaved {
  const [next, setNext] = useState<string | null>(null);
  const { route } = useLocation();
  const leaving = useRef(false);
  const asks = unsaved && !leaving.current;
  useEffect(() => {
    if (!asks) return;
    const clicked = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0 || leaving.current)
        return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.origin !== location.origin || samePage(link) || link.target || link.download) return;
      if (comesBack(link)) {
        leaving.current = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      setNext(link.href);
    };
    const unloading = (event: BeforeUnloadEvent) => {
      if (!leaving.current) event.preventDefault();
    };
    document.addEventListener("click", clicked, { capture: true });
    addEventListener("beforeunload", unloading);
    return () => {
      document.removeEventListener("click", clicked, { capture: true });
      removeEventListener("beforeunload", unloading);
    };
  }, [asks]);
  const leave = (address: string) => {
    leaving.current = true;
    const { pathname, search, hash } = new URL(address, location.href);
    if (pathname.startsWith(at("/auth/"))) location.assign(address);
    else route(pathname + search + hash);
  };
  return {
    dialog: next === null ? null : <LeaveDialog onStay={() => setNext(null)} onLeave={() => leave(next)} />,
    goTo: (place) => (asks ? setNext(at(place)) : route(at(place))),
  };
}

/** Signing in again and loading a new version lead back here, where the text is again. */
function comesBack(link: HTMLAnchorElement): boolean {
  return link.pathname === at("/auth/login") || link.href === location.href;
}

function samePage(link: HTMLAnchorElement): boolean {
  return link.pathname === location.pathname && link.search === location.search && link.hash !== "";
}

function LeaveDialog({ onStay, onLeave }: { onStay(): void; onLeave(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="session-dialog" ref={dialog} aria-labelledby="leave" aria-describedby="leave-why" onClose={onStay}>
      <h2 id="leave">Leave without saving?</h2>
      <p id="leave-why">What you typed stays in this window until you sign out.</p>
      <div class="actions">
        <Button onPress={() => dialog.current?.close()}>Stay</Button>
        <Button look="outline" onPress={onLeave}>
          Leave
        </Button>
      </div>
    </dialog>
  );
}
