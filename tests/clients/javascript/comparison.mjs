// The site's key of each text in a file of JSON.
import { readFileSync } from "node:fs";
import { comparisonKey } from "../../../web/site/src/text/comparison.mjs";

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf8")).map(comparisonKey)));
