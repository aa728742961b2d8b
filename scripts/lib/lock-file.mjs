import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * A text that changes whenever the lock file, or the kind of machine it was installed for, does.
 */
export function lockStamp(root) {
  const lock = fs.readFileSync(path.join(root, "package-lock.json"));
  const machine = `${process.platform}-${process.arch}`;
  return createHash("sha256").update(lock).update(machine).digest("hex");
}

/**
 * Whether `node_modules` already holds what the lock file asks for, by npm's own record of it.
 * So an `npm install` by hand counts, and an interrupted one (npm writes the record last) doesn't.
 */
export function isInstalled(root) {
  const installed = readPackages(path.join(root, "node_modules/.package-lock.json"));
  if (installed === null) return false;
  const wanted = readPackages(path.join(root, "package-lock.json"));
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === "") return true;
    const found = installed[where];
    // Optional packages of other machines are in the lock file and never on the disk.
    if (found === undefined) return entry.optional === true;
    return isSamePackage(found, entry);
  });
}

function isSamePackage(found, wanted) {
  return found.version === wanted.version && found.integrity === wanted.integrity;
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
