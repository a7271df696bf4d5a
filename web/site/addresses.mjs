// The addresses of the site's pages, for the server: what is none of them is answered with 404.
import { readFileSync, writeFileSync } from "node:fs";

const addresses = [...readFileSync("src/app/routes.ts", "utf8").matchAll(/\{ path: "([^"]+)"/g)].map(([, path]) => path);
if (addresses.length === 0) throw new Error("src/app/routes.ts has no addresses");
writeFileSync("../../src/infrastructure/web/site/addresses.json", JSON.stringify(addresses));
