import { Client, type CombinedError, fetchExchange, mapExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { at, loadedRelease } from "../app/base";
import schema from "./generated/schema.json";
import { live } from "./socket";
import { status } from "./status";

const keys = Object.fromEntries(schema.withoutId.map((name) => [name, () => null]));

/** Everything that the site asks of the server goes through it. */
export const client = new Client({
  url: at("/graphql"),
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
  fetchOptions: { credentials: "same-origin" },
  fetch: asking,
  exchanges: [
    cacheExchange({ schema: schema.introspection as never, keys }),
    mapExchange({
      onError(error) {
        if (isSignedOut(error)) status.signedOut.set(true);
      },
    }),
    fetchExchange,
    live,
  ],
});

async function asking(...asked: Parameters<typeof fetch>): Promise<Response> {
  try {
    const answer = await fetch(...asked);
    const release = answer.headers.get("Moments-Release");
    if (release && loadedRelease && release !== loadedRelease) status.updated.set(true);
    status.unreachable.set(answer.status === 502 || answer.status === 503);
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) status.unreachable.set(true);
    throw error;
  }
}

/** The codes of an answer's errors, such as `UNAUTHENTICATED`. */
export function codesOf(error: CombinedError): string[] {
  return error.graphQLErrors.map(({ extensions }) => String(extensions?.code ?? ""));
}

export function isSignedOut(error: CombinedError): boolean {
  return codesOf(error).includes("UNAUTHENTICATED") || error.response?.status === 401;
}
