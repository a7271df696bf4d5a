// Relay's compiler takes every operation.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import relayCompiler from "relay-compiler";
import { operations, ownFragments, schemaText } from "./operations.mjs";

const folder = mkdtempSync(join(tmpdir(), "relay-"));
try {
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "schema.graphql"), schemaText);
  for (const { name, text } of operations()) {
    // Relay wants an operation's name to begin with its module's.
    const module = name.replace(/(Query|Mutation|Subscription)$/, "");
    writeFileSync(join(folder, "src", `${module}.js`), `graphql\`\n${ownFragments(module, text)}\`;\n`);
  }
  const project = { schema: "schema.graphql", language: "typescript", eagerEsModules: true };
  // Only Relay wants a spread inside `... on Type` to have an alias. Clients of other kinds read these operations too.
  const featureFlags = { enforce_fragment_alias_where_ambiguous: { kind: "disabled" } };
  const config = { root: ".", sources: { src: "moments" }, projects: { moments: project }, featureFlags };
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
  execFileSync(relayCompiler, ["relay.config.json"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
} finally {
  rmSync(folder, { recursive: true });
}
