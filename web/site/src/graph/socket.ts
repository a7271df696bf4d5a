import { CloseCode, createClient } from "graphql-ws";
import { at, loadedRelease } from "../app/base";
import { status } from "./status";

const SIGNED_OUT = [4401, 4403];
const PATIENCE = 1000; // milliseconds: a restarting server is not met by everybody in the same moment
const SPREAD = 4000;
const LATER = 1013; // too many windows, or too much at once
const LONGER = 30_000;
let patience = PATIENCE;

const address = new URL(at("/graphql"), location.href);
address.protocol = address.protocol.replace("http", "ws");

/** The one socket of the page; it connects at the first subscription. */
export const socket = createClient({
  url: address.href,
  lazy: true,
  connectionParams: { background: true }, // what it follows keeps nobody signed in
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => !status.signedOut.get(),
  retryWait: () => new Promise((go) => setTimeout(go, patience + Math.random() * SPREAD)),
  keepAlive: 20_000,
  on: {
    connected(_socket, payload) {
      status.interruptedSince.set(null);
      const release = (payload as { release?: unknown } | undefined)?.release;
      if (typeof release === "string" && loadedRelease && release !== loadedRelease) status.updated.set(true);
    },
    closed(event) {
      const { code } = event as CloseEvent;
      patience = code === LATER ? LONGER : PATIENCE;
      if (SIGNED_OUT.includes(code) || code === CloseCode.Forbidden) status.signedOut.set(true);
      else if (code !== 1000 && !status.interruptedSince.get()) status.interruptedSince.set(new Date());
    },
  },
});
