import asked from "./graph/generated/first.json";

declare global {
  interface Window {
    /** A question that is under way, and its answer. */
    first?: { body: string; answer: Promise<Response> } | undefined;
  }
}

/**
 * Asks who is signed in while the rest of the site's script is on its way and started: it comes by a file of its own,
 * before that. `graph/client` takes the answer.
 */
const body = JSON.stringify(asked);
const answer = fetch(new URL("graphql", document.baseURI), {
  method: "POST",
  credentials: "same-origin",
  headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
  body,
});
answer.catch(() => undefined); // whoever takes it is told
window.first = { body, answer };
