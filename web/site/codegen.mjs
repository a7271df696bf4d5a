// Types and documents from ../../schema.graphql and src/**/*.graphql: a module for each file, so that a page loads only its own.
// Besides, what the cache has to know of the schema: the parts that the documents use, and no more.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { formatDocument, stringifyDocument } from "@urql/core";
import {
  buildASTSchema, buildSchema, getNamedType, introspectionFromSchema, isAbstractType, isCompositeType, isObjectType, Kind, parse, print, stripIgnoredCharacters, TypeInfo, validate, visit, visitWithTypeInfo,
} from "graphql";
import { minifyIntrospectionQuery } from "@urql/introspection";
import { expand, shorten } from "./src/graph/schemaText.mjs";

const OUT = "src/graph/generated";
const FIRST = "app/session.graphql";
const text = readFileSync("../../schema.graphql", "utf8");
const schema = buildSchema(text);

const files = readdirSync("src", { recursive: true }).filter((name) => name.endsWith(".graphql")).sort()
  .map((name) => ({ name, document: parse(readFileSync(`src/${name}`, "utf8")) }));
const fragments = new Map();
const names = new Map();
for (const { name, document } of files) {
  for (const definition of document.definitions) {
    const own = `${definition.kind} ${definition.name?.value}`;
    if (names.has(own)) throw new Error(`${name}: ${own} is already in ${names.get(own)}`);
    names.set(own, name);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
}

/** The definition and the fragments that it needs, each once. */
function whole(definition, found = new Map()) {
  found.set(definition.name.value, definition);
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`${names.get(`${definition.kind} ${definition.name.value}`)}: no fragment ${name.value}`);
      if (!found.has(name.value)) whole(fragment, found);
    },
  });
  return found;
}

const keys = new Map(); // key -> the operation that has it
/** By what the cache knows an operation: made here, as each start of the site would take the time for it. */
function keyOf(source) {
  const key = createHash("sha256").update(source).digest().readUInt32BE();
  if (keys.has(key) && keys.get(key) !== source) throw new Error(`Two operations have the key ${key}`);
  keys.set(key, source);
  return key;
}

/** What the site asks at each start, as its client would send it. */
function body(operation) {
  const asked = { kind: Kind.DOCUMENT, definitions: [...whole(operation).values()] };
  return { operationName: operation.name.value, query: stringifyDocument(formatDocument(asked)) };
}

const used = new Map(); // type -> its fields that a document asks for
const useOf = (type) => used.get(type.name) ?? used.set(type.name, new Set()).get(type.name);
rmSync(OUT, { recursive: true, force: true });
for (const { name, document } of files) {
  const needed = new Map();
  for (const definition of document.definitions) for (const [key, each] of whole(definition)) needed.set(key, each);
  const all = { kind: Kind.DOCUMENT, definitions: [...needed.values()] };
  const errors = validate(schema, all).filter(({ message }) => !message.endsWith("is never used."));
  if (errors.length) throw new Error(`${name}: ${errors.map(({ message }) => message).join("; ")}`);

  const types = new TypeInfo(schema);
  visit(all, visitWithTypeInfo(types, {
    Field() {
      const [parent, field] = [types.getParentType(), types.getFieldDef()];
      if (!parent || !field || field.name.startsWith("__")) return;
      useOf(parent).add(field.name);
      if (isAbstractType(parent)) for (const each of schema.getPossibleTypes(parent)) useOf(each).add(field.name);
      const answer = getNamedType(field.type);
      if (isCompositeType(answer)) {
        useOf(answer);
        if (isAbstractType(answer)) schema.getPossibleTypes(answer).forEach(useOf);
      }
    },
    InlineFragment({ typeCondition }) { if (typeCondition) useOf(schema.getType(typeCondition.name.value)); },
  }));

  const generated = await codegen({
    filename: name,
    schema: parse(text),
    documents: [{ location: name, document: all }],
    config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, skipTypename: true, scalars: { ID: "string", Date: "string", DateTime: "string", Time: "string" } },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
  });
  const documents = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).map((each) => {
    const own = each.name.value;
    const kind = each.operation[0].toUpperCase() + each.operation.slice(1);
    const source = stripIgnoredCharacters([...whole(each).values()].map(print).join("\n"));
    return `export const ${own}Document = document<${own}${kind}, ${own}${kind}Variables>(${JSON.stringify(source)}, ${keyOf(source)});\n`;
  });
  const path = `${OUT}/${name.replace(/\.graphql$/, ".ts")}`;
  mkdirSync(dirname(path), { recursive: true });
  const up = "../".repeat(name.split("/").length);
  if (name === FIRST) writeFileSync(`${OUT}/first.json`, JSON.stringify(body(document.definitions[0])));
  writeFileSync(path, `${documents.length ? `import { document } from "${up}document";\n\n` : ""}${generated}\n${documents.join("\n")}`);
}

/** To the cache no field is optional: what another page did not ask for is missing, and is asked for before it is shown as nothing. */
function asked(type) {
  return type.kind === Kind.NON_NULL_TYPE ? type : { kind: Kind.NON_NULL_TYPE, type };
}

for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) useOf(root).add("__none");
const kept = parse(text).definitions.flatMap((definition) => {
  const fields = used.get(definition.name?.value);
  if ([Kind.SCALAR_TYPE_DEFINITION, Kind.ENUM_TYPE_DEFINITION].includes(definition.kind)) return [definition];
  if (!fields) return [];
  if (definition.kind === Kind.UNION_TYPE_DEFINITION) return [{ ...definition, types: definition.types.filter((each) => used.has(each.name.value)) }];
  return [{
    ...definition,
    interfaces: definition.interfaces.filter((each) => used.has(each.name.value)),
    fields: definition.fields.filter((field) => fields.has(field.name.value) || field.name.value === "id").map((field) => ({ ...field, arguments: [], type: asked(field.type) })),
  }];
}).filter((definition) => definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.fields.length);
const present = new Set(kept.map((definition) => definition.name.value));
for (const definition of kept) {
  if (definition.kind === Kind.UNION_TYPE_DEFINITION) definition.types = definition.types.filter((each) => present.has(each.name.value));
}
const part = buildASTSchema({ kind: Kind.DOCUMENT, definitions: kept }, { assumeValid: true });
const introspection = minifyIntrospectionQuery(introspectionFromSchema(part), { includeScalars: false, includeEnums: false });
const withoutId = Object.values(part.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__") && !type.getFields().id
  && ![part.getQueryType(), part.getMutationType(), part.getSubscriptionType()].includes(type)).map(({ name }) => name);
const short = shorten(introspection.__schema);
assert.deepEqual(comparable(expand(short)), comparable(introspection.__schema));
writeFileSync(`${OUT}/schema.json`, JSON.stringify({ short, withoutId }));
// No field is optional and none has arguments that count, so the fields only serve to warn of a wrong one while the site is worked on.
const types = { ...short, objects: fieldless(short.objects), interfaces: fieldless(short.interfaces) };
writeFileSync(`${OUT}/types.json`, JSON.stringify({ short: types, withoutId: [] }));
console.log(`codegen: ${files.length} files, ${(JSON.stringify(types).length / 1000).toFixed(1)} kB of types for the cache`);

/** The types' names, without their fields. */
function fieldless(types) {
  return Object.fromEntries(Object.keys(types).map((name) => [name, ""]));
}

/** A schema by its types' names, without what is always the same. */
function comparable({ queryType, mutationType, subscriptionType, types }) {
  const plain = JSON.parse(JSON.stringify(types, (key, value) => (["ofType"].includes(key) && value === null ? undefined : value)));
  return { roots: [queryType, mutationType, subscriptionType].map(({ name }) => name), types: Object.fromEntries(plain.map((type) => [type.name, type])) };
}
