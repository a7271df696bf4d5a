// Apollo Client's cache gives every answer back whole.
import assert from "node:assert/strict";
import { InMemoryCache } from "@apollo/client/cache";
import { answers, operations, possibleTypes } from "./operations.mjs";

const asked = new Map(answers(process.argv[2]).map((each) => [each.name, each]));
const cache = new InMemoryCache({ possibleTypes: possibleTypes() });
let checked = 0;
for (const { name, kind, document } of operations()) {
  const answer = asked.get(name);
  if (!answer || kind !== "query") continue;
  const query = cache.transformDocument(document);
  const { variables, data } = answer;
  cache.writeQuery({ query, variables, data });
  const { result, complete, missing } = cache.diff({ query, variables, optimistic: false, returnPartialData: true });
  assert.ok(complete, `${name}: ${JSON.stringify(missing)}`);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), data, `${name} is not in the cache as it was answered`);
  checked += 1;
}
assert.ok(checked > 0);
console.log(`${checked} queries`);
