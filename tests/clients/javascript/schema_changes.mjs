// How a schema differs from an older one, in the words of GraphQL Inspector: [{ criticality, message, path }] as JSON.
import { readFileSync } from "node:fs";
import { diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

const [older, newer] = process.argv.slice(2, 4).map((file) => buildSchema(readFileSync(file, "utf8")));
const changes = (await diff(older, newer))
  .filter(({ type }) => !type.includes("DESCRIPTION"))
  .map(({ criticality, message, path }) => ({ criticality: criticality.level, message, path }));
console.log(JSON.stringify(changes, null, 1));
