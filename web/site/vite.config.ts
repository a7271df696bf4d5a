import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:8000";

export default defineConfig({
  base: "./", // relative to <base href>, which the server fills in
  plugins: [preact()],
  build: {
    outDir: "../../src/infrastructure/web/site",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      checks: { bundlerTimings: false }, // a busy machine is nobody's mistake
      output: {
        // What nearly every page needs is one file: small ones compress badly, and each is a question of its own.
        codeSplitting: {
          groups: [
            {
              name: "frame",
              test: /node_modules.(?!graphql-ws)|src.(app|parts|live)|src.graph.(?!socket|generated)|preload-helper/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/graphql": { target: server, ws: true }, "/auth": server, "/development": server } },
});
