// How a schema differs from an older one, in the words of GraphQL Inspector: as JSON, [{ criticality, message, path }], or
// with --markdown as lists. What was deprecated in the older one may be removed: that is dangerous, not breaking.
import { readFileSync } from "node:fs";
import { diff, DiffRule } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

const TITLES = { BREAKING: "Breaking", DANGEROUS: "Dangerous", NON_BREAKING: "Not breaking" };

const files = process.argv.slice(2, 4);
const [older, newer] = files.map((file) => buildSchema(readFileSync(file, "utf8")));
const changes = (await diff(older, newer, [DiffRule.suppressRemovalOfDeprecatedField]))
  .filter(({ type }) => !type.includes("DESCRIPTION"))
  .map(({ criticality, message, path }) => ({ criticality: criticality.level, message, path }));
console.log(process.argv.includes("--markdown") ? markdown() : JSON.stringify(changes, null, 1));

function markdown() {
  const told = changes.filter(({ path }) => !path?.includes(".") || isOld(path));
  const of = (level) => told.filter(({ criticality }) => criticality === level).map(({ message }) => message);
  const parts = Object.entries(TITLES).map(([level, title]) => [title, of(level)]);
  const summary = parts.map(([title, messages]) => `${messages.length} ${title.toLowerCase()}`).join(", ");
  return [`Changes: ${summary}.`, ...parts.map(([title, messages]) => section(title, messages))].join("\n\n");
}

/** Of a type that was there before: what a new type has is part of it. */
function isOld(path) {
  return older.getType(path.split(".")[0]) !== undefined;
}

function section(title, messages) {
  const lines = messages.map((message) => `- ${message.replaceAll(/'([^']+)'/g, "`$1`")}`);
  return [`## ${title}`, lines.join("\n") || "None."].join("\n\n");
}
