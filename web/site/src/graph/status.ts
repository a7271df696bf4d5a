import { signal } from "./signal";

/** What is told to the whole site, whichever request met it first. */
export const status = {
  /** The sign-in ended while the page was open: what is typed stays, and the page says so. */
  signedOut: signal(false),
  /** Since when live updates are interrupted; null while they are not. */
  interruptedSince: signal<Date | null>(null),
  /** The server's release is another than that of the loaded page. */
  updated: signal(false),
  /** The last answer was that the server cannot be reached, or is starting. */
  unreachable: signal(false),
};
