import { accessSync, constants } from "node:fs";

/**
 * The path of a real Chromium: `CHROMIUM_PATH`, else the system's.
 * Errors: names the command to type when there is none; a missing browser is never skipped over.
 */
export function findChromium(): string {
  const path = process.env["CHROMIUM_PATH"] || "/usr/bin/chromium";
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch (cause) {
    const cure = 'Type "apt-get update && apt-get install -y chromium", or set CHROMIUM_PATH.';
    throw new Error(`There is no Chromium at ${path}. ${cure}`, { cause });
  }
}

/** What Chromium needs to run in a container without reaching for the network. */
export const chromiumArgs: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
