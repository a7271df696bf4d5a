// Compresses the built files once, as well as it goes, so that the server need not do it for each browser.
import { readFile, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const folder = process.argv[2];
if (!folder) throw new Error("Say where: node compress.mjs FOLDER");

const TEXT = /\.(css|html|js|json|svg|txt|webmanifest)$/;
const NOT_SENT_AS_IT_IS = new Set(["index.html", "front.html", "addresses.json"]); // the server fills in the one and reads the other
const WORTH_IT = 1024; // bytes: less fits into one packet anyway

const forms = {
  ".br": (text) => promisify(brotliCompress)(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  }),
  ".gz": (text) => promisify(gzip)(text, { level: 9 }),
};

async function compress(name) {
  const text = await readFile(join(folder, name));
  const sizes = [text.length];
  for (const [suffix, form] of Object.entries(forms)) {
    const compressed = await form(text);
    if (compressed.length < text.length) await writeFile(join(folder, name + suffix), compressed);
    sizes.push(compressed.length);
  }
  return sizes;
}

const names = await readdir(folder, { recursive: true });
await Promise.all(names.filter((name) => /\.(br|gz)$/.test(name)).map((name) => rm(join(folder, name))));
const chosen = [];
for (const name of names.filter((each) => TEXT.test(each) && !each.startsWith(".") && !NOT_SENT_AS_IT_IS.has(each))) {
  if ((await stat(join(folder, name))).size >= WORTH_IT) chosen.push(name);
}
const sizes = await Promise.all(chosen.map(compress));
const [plain, br, gz] = [0, 1, 2].map((n) => (sizes.reduce((sum, each) => sum + each[n], 0) / 1000).toFixed(1));
console.log(`compress: ${chosen.length} files, ${plain} kB, brotli ${br} kB, gzip ${gz} kB`);

// The last, as a server that runs meanwhile reads the build again when its page is new.
const now = new Date();
await utimes(join(folder, "index.html"), now, now);
