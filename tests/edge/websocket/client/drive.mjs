// Drives the reference client against the server at the address given, and prints what it saw as JSON.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url, authorization, bad] = process.argv.slice(2);

function connect(connectionParams, more = {}) {
  const closed = [];
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    onNonLazyError: () => {},
    on: { closed: (event) => closed.push(event.code) },
    ...more,
  });
  return { client, closed };
}

async function all(client, request, most = Infinity) {
  const seen = [];
  try {
    for await (const result of client.iterate(request)) {
      seen.push(result);
      if (seen.length >= most) break;
    }
  } catch (error) {
    seen.push({ thrown: Array.isArray(error) ? error.map((each) => each.extensions?.code) : error.code });
  }
  return seen;
}

const { client, closed } = connect({ authorization }, { keepAlive: 50 });
let pongs = 0;
client.on("pong", (received) => (pongs += received ? 1 : 0));
const saw = {
  query: await all(client, { query: "{ hello email }" }),
  mutation: await all(client, { query: "mutation($n: Int!) { double(number: $n) }", variables: { n: 21 } }),
  subscription: await all(client, { query: "subscription { count(to: 3) }" }),
  syntax: await all(client, { query: "{ hello" }),
  validation: await all(client, { query: "{ nothing }" }),
  bug: await all(client, { query: "{ internalError }" }),
  given_up: (await all(client, { query: "subscription { ticks }" }, 5)).length,
  at_a_time: (await Promise.all(Array.from({ length: 20 }, () => all(client, { query: "{ slow(seconds: 0.1) }" })))).length,
};
await client.dispose();
saw.pongs = pongs > 0;
saw.closed = closed;

const anonymous = connect(undefined);
saw.anonymous = await all(anonymous.client, { query: "{ email }" });
await anonymous.client.dispose();

const refused = connect({ authorization: bad });
saw.refused = await all(refused.client, { query: "{ hello }" });

const expiring = connect({ authorization: authorization.replace('"lives": 60', '"lives": 0.5') });
saw.expired = (await all(expiring.client, { query: "subscription { ticks }" })).at(-1);
saw.expired_close = expiring.closed;

console.log(JSON.stringify(saw));
