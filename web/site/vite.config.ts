import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";

const server = "http://127.0.0.1:8000";

// Of our own parts those that nearly every page draws at first.
const FRAME = new RegExp(
  [
    "node_modules.(?!graphql-ws)|preload-helper",
    "src.app|src.forms.Checkbox|src.pages.wrong.NotForYou",
    "src.graph.(?!socket|generated)",
    "src.live.(?!still|useNoteInPlace)",
    "src.parts.(?!ConductNotice|CopyButton|csv|stateTime)",
  ].join("|"),
);

/** The page loads `src/first.ts` beside the rest, and does not wait for it. */
const first: Plugin = {
  name: "first",
  apply: "build",
  transformIndexHtml: (html, { bundle }) => {
    const file = Object.values(bundle ?? {}).find((each) => each.type === "chunk" && each.name === "first");
    if (!file) throw new Error("src/first.ts was not built");
    const attrs = { type: "module", async: true, crossorigin: true, src: `./${file.fileName}` };
    return { html, tags: [{ tag: "script", attrs, injectTo: "head-prepend" }] };
  },
};

export default defineConfig({
  base: "./", // relative to <base href>, which the server fills in
  plugins: [preact(), first],
  build: {
    outDir: "../../src/infrastructure/web/site",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true, // which scripts each page loads; a test adds them up, and the server keeps it back
    rolldownOptions: {
      input: { index: "index.html", first: "src/first.ts" },
      checks: { bundlerTimings: false }, // a busy machine is nobody's mistake
      output: {
        // What nearly every page needs is one file: small ones compress badly, and each is a question of its own.
        codeSplitting: {
          groups: [
            { name: "frame", test: FRAME },
            { name: "forms", test: /src.forms.(?!Checkbox|DateField|useUnsaved)|src.skills.useFocusAfter/ },
            { name: "tables", test: /src.charts.FigureTable|src.parts.csv/ },
            { name: "deciding", test: /src.pages.queue.(Decide.tsx|words|namesakes|Opener|useDecidingHelp)|generated.pages.queue/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/graphql": { target: server, ws: true }, "/auth": server, "/development": server } },
});
