// The front page's text in the HTML that the server sends to whoever is not signed in: there before the script, and without it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import preact from "@preact/preset-vite";
import { build } from "vite";

const SITE = "../../src/infrastructure/web/site";
const nothing = () => {};
const address = { pathname: "/", search: "", hash: "", href: "http://nobody.example/", origin: "http://nobody.example" };
const head = { querySelector: () => null, addEventListener: nothing, baseURI: address.href };
Object.assign(globalThis, { document: head, location: address, history: {}, addEventListener: nothing });

const folder = mkdtempSync(resolve("node_modules/.prerender-"));
try {
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [preact()],
    build: { ssr: "src/app/prerender.tsx", outDir: folder, emptyOutDir: false },
    ssr: { noExternal: true },
  });
  const { frontPage } = await import(pathToFileURL(join(folder, "prerender.js")).href);
  const text = frontPage().replaceAll('href="/', 'href="./'); // from <base href>, which the server fills in
  const page = readFileSync(`${SITE}/index.html`, "utf8");
  const front = page
    .replace(/<h1>(.*)<\/h1>/, "<p><strong>$1</strong></p>") // the front page has its own
    .replace('<div id="site"></div>', () => `<div id="site">${text}</div>`);
  if (front === page || !front.includes("Be a Mentee")) throw new Error("The front page could not be drawn");
  writeFileSync(`${SITE}/front.html`, front);
  console.log(`prerender: ${text.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
