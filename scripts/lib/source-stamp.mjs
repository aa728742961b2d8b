import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const skippedFolders = new Set(["node_modules", "dist"]);

/**
 * A text that changes whenever something the build reads does: path, size and time of every source
 * file and of the settings around them. Contents are not read, so it costs milliseconds.
 */
export function sourceStamp(root) {
  const hash = createHash("sha256");
  for (const file of buildInputs(root)) {
    const { size, mtimeMs } = fs.statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** The projects that `tsc -b` builds, as folders relative to the root. */
export function projectsOf(root) {
  const config = JSON.parse(fs.readFileSync(path.join(root, "tsconfig.json"), "utf8"));
  return config.references.map((reference) => reference.path);
}

function buildInputs(root) {
  const files = ["package-lock.json", "tsconfig.base.json", "tsconfig.json"];
  for (const project of projectsOf(root)) {
    files.push(`${project}/package.json`, `${project}/tsconfig.json`);
    files.push(...sourcesUnder(root, `${project}/src`));
  }
  return files.toSorted();
}

function sourcesUnder(root, folder) {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sourcesUnder(root, name);
    return name.endsWith(".test.ts") ? [] : [name];
  });
}
