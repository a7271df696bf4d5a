// Makes src/styles/generated/site.css. Sass of the US Web Design System takes seconds, so this runs apart from Vite and
// does nothing while what it reads is unchanged. `--force` makes it anyway.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import postcss from "postcss";
import { compile } from "sass";
import { inVariables } from "./src/styles/colors.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const styles = join(here, "src/styles");
const target = join(styles, "generated/site.css");
const uswds = packageFolder("@uswds/uswds");

/** What the design system brings and the site does not use. A selector that matches is left out. */
const UNUSED = new RegExp(
  [
    "usa-link--external|usa-external",
    "usa-button--(accent|base|inverse|outline-inverse|hover|active)|usa-button-group--segmented|usa-button__icon",
    "usa-focus|usa-sr-only-focusable|usa-js-",
    "usa-section--(dark|light)|usa-dark-background",
    "usa-(site-)?alert--(emergency|no-heading|validation)|usa-checklist",
    "usa-card--(flag|exdent|media)|usa-card__(media|img)|usa-card--header-first|usa-card__(exdent|header--exdent)",
    "usa-collection__(img|calendar)|usa-collection--condensed",
    "usa-table--(striped|sticky|stacked-header)|data-sort|aria-sort|usa-prose>(table|\\.usa-table)|\\.width-mobile",
    "usa-prose>\\.usa-(table|sidenav|process)|usa-prose \\.usa-(process|table)",
    "data-indeterminate|:indeterminate",
    "grid-offset|usa-pagination__overflow|usa-input--success|usa-input-group",
    "usa-card-group \\.usa-card-group|usa-layout-docs|usa-skipnav__container|usa-select--sort",
    "usa-breadcrumb--truncate|usa-media|usa-graphic|\\[dir=rtl\\]|usa-show|usa-hide",
  ].join("|"),
);

function packageFolder(name) {
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    try {
      readFileSync(join(found, "package.json"));
      return found;
    } catch {}
  }
  return stop(`${name} is not installed. Run: npm ci`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const name of readdirSync(styles).sort()) {
    if (/\.(scss|mjs)$/.test(name)) hash.update(name).update(readFileSync(join(styles, name)));
  }
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of ["@uswds/uswds", "sass"]) hash.update(readFileSync(join(packageFolder(name), "package.json")));
  return hash.digest("hex").slice(0, 24);
}

/** Pictures go into the style sheet: nothing is fetched for them, and no address of theirs can be missing. */
function withPicturesInside(value) {
  return value.replace(/url\(["']?\.\.\/img\/([^"')]+)["']?\)/g, (_whole, name) => {
    const svg = readFileSync(join(uswds, "dist/img", name), "utf8").trim().replace(/\s+/g, " ");
    return `url("data:image/svg+xml,${encodeURIComponent(svg).replace(/%20/g, " ").replace(/%3D/g, "=").replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%22/g, "'")}")`;
  });
}

function leaveOutUnused(root) {
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector));
    if (kept.length === 0) rule.remove();
    // The ring is for people who move by keyboard: a click or a tap needs none.
    else rule.selectors = kept.map((selector) => selector.replace(/:focus(?![-\w])/g, ":focus-visible"));
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
}

function setVariables(root) {
  const missing = [];
  root.walkDecls((declaration) => {
    declaration.value = withPicturesInside(inVariables(declaration, missing));
  });
  return missing;
}

const mark = `/* made by build-styles.mjs: ${fingerprint()} */`;
let before = "";
try {
  before = readFileSync(target, "utf8");
} catch {}
if (before.startsWith(mark) && !process.argv.includes("--force")) process.exit(0);

const { css } = compile(join(styles, "site.scss"), {
  style: "compressed",
  loadPaths: [join(uswds, "packages")],
  quietDeps: true,
});
const root = postcss.parse(css);
leaveOutUnused(root);
const missing = setVariables(root);
if (missing.length > 0) stop(`Colors that src/styles/colors.mjs has no variable for:\n${missing.join("\n")}`);
const made = root.toString();
const foreign = made.match(/url\((?!["']?data:|""\))[^)]*\)|@import|@font-face/g);
if (foreign) stop(`The style sheet asks for something outside itself: ${foreign.join(", ")}`);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${mark}\n${made}\n`);
console.log(`styles: ${(made.length / 1000).toFixed(0)} kB, ${(gzipSync(made, { level: 9 }).length / 1000).toFixed(1)} kB gzipped`);
