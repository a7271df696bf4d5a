// GraphQL Code Generator and gql.tada each make types of every operation; TypeScript finds that they are the same.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { minifyIntrospection, outputIntrospectionFile } from "@gql.tada/internal";
import { introspectionFromSchema, parse } from "graphql";
import { operations, ownFragments, schema, schemaText } from "./operations.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SCALARS = { DateTime: "string", Date: "string", Time: "string" };
const TSC = ["--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext", "--target", "es2022"];

const all = operations();
const folder = mkdtempSync(join(tmpdir(), "types-"));
try {
  writeFileSync(join(folder, "generated.ts"), await generated());
  const introspection = minifyIntrospection(introspectionFromSchema(schema));
  writeFileSync(join(folder, "schema.d.ts"), outputIntrospectionFile(introspection, { fileType: "schema.d.ts", shouldPreprocess: true }));
  writeFileSync(join(folder, "compared.ts"), compared());
  symlinkSync(join(HERE, "node_modules"), join(folder, "node_modules"));
  const compiler = join(HERE, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, ...TSC, "compared.ts"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${all.length} operations`);
} finally {
  rmSync(folder, { recursive: true });
}

function generated() {
  return codegen({
    filename: "generated.ts",
    schema: parse(schemaText),
    schemaAst: schema,
    documents: all.map(({ name, text }) => ({ location: `${name}.graphql`, document: parse(ownFragments(name, text)) })),
    config: { scalars: SCALARS, strictScalars: true, useTypeImports: true, dedupeOperationSuffix: true },
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
  });
}

/** Each type can stand for the other. A field that one of the two doesn't know has the type never or unknown there. */
function compared() {
  const scalars = Object.entries(SCALARS).map(([name, type]) => `${name}: ${type}`).join("; ");
  return `import { initGraphQLTada, type ResultOf } from "gql.tada";
import type { introspection } from "./schema";
import type * as generated from "./generated";
const graphql = initGraphQLTada<{ introspection: introspection; scalars: { ${scalars} } }>();
type IsAny<T> = 0 extends 1 & T ? true : false;
type Same<A, B> = IsAny<A> extends true ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;
${all.map(({ name, text }) => `
const ${name} = graphql(\`${inlined(text)}\`);
export const same${name}: Same<ResultOf<typeof ${name}>, generated.${name}> = true;`).join("\n")}
`;
}

/** gql.tada masks fragments; the directive that it has for this shows what is in them. */
function inlined(text) {
  return text.replace(/fragment (\w+) on (\w+)/g, "fragment $1 on $2 @_unmask");
}
