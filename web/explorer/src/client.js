// Queries and mutations by POST, subscriptions over graphql-transport-ws: as somebody, or as nobody.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";

export function asking(token) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  const graph = new URL("graphql", location.href); // beside this page, also where the site is under a path
  const sockets = createClient({
    url: graph.href.replace(/^http/, "ws"),
    connectionParams: authorization,
    retryAttempts: 0, // going on from a cursor is the subscriber's matter: what is written is what is sent
  });
  const fetcher = createGraphiQLFetcher({
    url: graph.href,
    headers: authorization,
    wsClient: sockets,
    enableIncrementalDelivery: false,
  });
  return { fetcher, end: () => sockets.dispose() };
}
