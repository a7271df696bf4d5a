// Puts GraphiQL together, with the editor's workers as files of their own, into the folder that it is given.
import { copyFile, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const folder = process.argv[2];
if (!folder) throw new Error("Say where to: node build.mjs FOLDER");

// The first two lines of a sample are its title and the role that it is for.
async function sample(file) {
  const [title, role, ...lines] = (await readFile(`samples/${file}`, "utf8")).split("\n");
  return { title: title.slice(2), role: role.slice("# as: ".length), query: lines.join("\n") };
}

const samples = await Promise.all((await readdir("samples")).sort().map(sample));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await build({
  entryPoints: {
    explore: "src/main.jsx",
    "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
  },
  outdir: folder,
  bundle: true,
  minify: true,
  target: "es2022",
  jsx: "automatic",
  format: "esm",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  define: { SAMPLES: JSON.stringify(samples), "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  logLevel: "warning",
});
await copyFile("src/index.html", `${folder}/index.html`); // the last, as its being there says that all is
