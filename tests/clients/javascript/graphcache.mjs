// urql's graphcache, told the schema, gives every answer back whole, and says nothing of keys that it lacks.
import assert from "node:assert/strict";
import { cacheExchange } from "@urql/exchange-graphcache";
import { minifyIntrospectionQuery } from "@urql/introspection";
import { Client, createRequest, fetchExchange } from "@urql/core";
import { introspectionFromSchema } from "graphql";
import { answers, operations, schema, typesWithoutId } from "./operations.mjs";

const introspection = minifyIntrospectionQuery(introspectionFromSchema(schema));
const keys = Object.fromEntries(typesWithoutId().map((name) => [name, () => null]));
const complaints = [];
console.warn = console.error = (...words) => complaints.push(words.join(" "));

const asked = new Map(answers(process.argv[2]).map((each) => [each.name, each]));
let current;
const client = new Client({
  url: "http://moments.invalid/graphql",
  preferGetMethod: false,
  fetch: async () => new Response(JSON.stringify({ data: current.data }), { headers: { "content-type": "application/json" } }),
  exchanges: [cacheExchange({ schema: introspection, keys, logger: (_, message) => complaints.push(message) }), fetchExchange],
});

let checked = 0;
for (const { name, kind, document } of operations()) {
  current = asked.get(name);
  if (!current || kind === "subscription") continue;
  const request = createRequest(document, current.variables);
  if (kind === "mutation") {
    const result = await client.executeMutation(request).toPromise();
    assert.ifError(result.error);
    continue;
  }
  const first = await client.executeQuery(request, { requestPolicy: "network-only" }).toPromise();
  assert.ifError(first.error);
  const again = await client.executeQuery(request, { requestPolicy: "cache-only" }).toPromise();
  assert.deepEqual(plain(again.data), plain(first.data), `${name} is not in the cache as it was answered`);
  checked += 1;
}
assert.deepEqual(complaints, []);
assert.ok(checked > 0);
console.log(`${checked} queries`);

function plain(data) {
  return JSON.parse(JSON.stringify(data));
}
