// Holds a bill of materials against the strict schema of CycloneDX 1.6, as the project's own library carries it.
// usage: node valid.mjs FOLDER-OF-PACKAGES BILL.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, file] = process.argv.slice(2);
const require = createRequire(`${packages}/x.js`);
const { Spec, Validation } = require("@cyclonedx/cyclonedx-library");
const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(file, "utf8"));
if (wrong !== null) {
  console.log(JSON.stringify(wrong, null, 1).slice(0, 4000));
  process.exitCode = 1;
}
