import { Client, CombinedError, fetchExchange, mapExchange, type OperationResult } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { at, loadedRelease } from "../app/base";
import whole from "./generated/schema.json";
import types from "./generated/types.json";
import { live } from "./live";
import { isBackground } from "./presses";
import { expand } from "./schemaText.mjs";
import { status } from "./status";

// What a reader's browser needs to know: which types there are, and which of them are a `Node` or a `UserError`.
const schema = import.meta.env.DEV ? whole : types;
const keys = Object.fromEntries(schema.withoutId.map((name) => [name, () => null]));

/** Everything that the site asks of the server goes through it. */
export const client = new Client({
  url: at("/graphql"),
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
  fetchOptions: { credentials: "same-origin" },
  fetch: asking,
  exchanges: [
    cacheExchange({ schema: { __schema: expand(schema.short) }, keys }),
    mapExchange({
      onError(error) {
        if (isSignedOut(error)) status.signedOut.set(true);
      },
      onResult(result) {
        if (result.operation.kind !== "subscription") status.unreachable.set(isUnreachable(result.error));
        return withViewer(result);
      },
    }),
    fetchExchange,
    live,
  ],
});

let wasSignedIn = false;

/** Once somebody is signed in, an answer for nobody says that the session ended: the page stays, and what is typed in it. */
function withViewer(result: OperationResult): OperationResult {
  const data = result.data as { viewer?: unknown } | undefined;
  if (result.operation.kind !== "query" || data?.viewer === undefined) return result;
  if (!data.viewer && result.error) return { ...result, data: undefined }; // it failed: that is no news of who is signed in
  if (data.viewer) wasSignedIn = true;
  if (data.viewer || !wasSignedIn) return result;
  status.signedOut.set(true);
  const ended = { message: "You're signed out.", extensions: { code: "UNAUTHENTICATED" } };
  return { ...result, data: undefined, error: new CombinedError({ graphQLErrors: [ended] }) };
}

async function asking(asked: RequestInfo | URL, options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  const isMutation = typeof options.body === "string" && options.body.includes('"query":"mutation ');
  if (!isMutation && isBackground()) headers.set("Moments-Background", "1");
  try {
    const answer = await (takeFirst(options.body) ?? fetch(asked, { ...options, headers }));
    const release = answer.headers.get("Moments-Release");
    if (release && loadedRelease && release !== loadedRelease) status.updated.set(true);
    if (answer.status >= 500) status.unreachable.set(true);
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) status.unreachable.set(true);
    throw error;
  }
}

/** The answer to what `first.ts` asked before this script was there; once, as it is soon out of date. */
function takeFirst(body: RequestInit["body"]): Promise<Response> | undefined {
  if (!window.first || window.first.body !== body) return undefined;
  const { answer } = window.first;
  window.first = undefined;
  return answer;
}

/** The codes of an answer's errors, such as `UNAUTHENTICATED`. */
export function codesOf(error: CombinedError): string[] {
  return error.graphQLErrors.map(({ extensions }) => String(extensions?.code ?? ""));
}

export function isSignedOut(error: CombinedError): boolean {
  return codesOf(error).includes("UNAUTHENTICATED") || error.response?.status === 401;
}

/** No answer, or one that is nobody's: a page of what stands before the server, or a half. */
function isUnreachable(error: CombinedError | undefined): boolean {
  const refused = error?.response && error.response.status >= 400 && error.response.status < 500;
  return error?.networkError !== undefined && !refused;
}

/** What was asked makes no sense, as after an address that was changed or cut off: asking again changes nothing. */
export function isWrongInput(error: CombinedError): boolean {
  return codesOf(error).includes("BAD_USER_INPUT");
}

/** For how many seconds the server asks to wait, as too much was asked at once; undefined if it does not. */
export function waitOf(error: CombinedError): number | undefined {
  const answer = error.response as Response | undefined;
  if (answer?.status !== 429 && !codesOf(error).includes("RATE_LIMITED")) return undefined;
  const [said] = error.graphQLErrors.map(({ extensions }) => Number(extensions?.retryAfter)).filter(Boolean);
  return said ?? (Number(answer?.headers.get("Retry-After")) || 30);
}
