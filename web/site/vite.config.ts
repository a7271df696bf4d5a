import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

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

export default defineConfig({
  base: "./", // relative to <base href>, which the server fills in
  plugins: [preact()],
  build: {
    outDir: "../../src/infrastructure/web/site",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true, // which scripts each page loads; a test adds them up, and the server keeps it back
    rolldownOptions: {
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
