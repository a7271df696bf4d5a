// The operations of the site's pages, one document for each operation.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, Kind, parse, print } from "graphql";

const HERE = dirname(fileURLToPath(import.meta.url));
export const SCHEMA_FILE = join(HERE, "../../../schema.graphql");
const FOLDER = join(HERE, "../operations");

export const schemaText = readFileSync(SCHEMA_FILE, "utf8");
export const schema = buildSchema(schemaText);

/** [{ name, kind, text, document }]: each operation with the fragments it uses, as a client sends it. */
export function operations() {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .flatMap((file) => inFile(readFileSync(join(FOLDER, file), "utf8")));
}

function inFile(text) {
  const { definitions } = parse(text);
  const fragments = new Map(
    definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  return definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const document = { kind: Kind.DOCUMENT, definitions: [operation, ...used(operation, fragments)] };
      return { name: operation.name.value, kind: operation.operation, text: print(document), document };
    });
}

function used(definition, fragments, found = new Set()) {
  JSON.stringify(definition, (_, value) => {
    if (value?.kind === Kind.FRAGMENT_SPREAD && !found.has(fragments.get(value.name.value))) {
      const fragment = fragments.get(value.name.value);
      found.add(fragment);
      used(fragment, fragments, found);
    }
    return value;
  });
  return [...found];
}

/** The text with fragments named after the operation, so that no two operations have one of the same name. */
export function ownFragments(name, text) {
  return text.replace(/(\.\.\.\s*|fragment )(?!on\b)(\w+)/g, (_, before, fragment) => `${before}${name}_${fragment}`);
}

/** The answers that the server gave, by operation: [{ name, variables, data }]. */
export function answers(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Object types that have no id: a cache keeps them inside the object that has them. */
export function typesWithoutId() {
  return Object.values(schema.getTypeMap())
    .filter((type) => type.astNode?.kind === Kind.OBJECT_TYPE_DEFINITION && !type.getFields().id)
    .map((type) => type.name);
}

/** The object types of each interface and union. */
export function possibleTypes() {
  return Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => type.astNode && [Kind.INTERFACE_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION].includes(type.astNode.kind))
      .map((type) => [type.name, schema.getPossibleTypes(type).map((each) => each.name)]),
  );
}
