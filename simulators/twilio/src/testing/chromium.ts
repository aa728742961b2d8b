import { accessSync, constants } from "node:fs";

const installed = "/usr/bin/chromium";

/**
 * The path of a real Chromium: the given one (`CHROMIUM_PATH`), else the system's.
 * Errors: names the command to type when there is none; a missing browser is never skipped over.
 */
export function findChromium(chosen: string | undefined): string {
  const path = chosen || installed;
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch (cause) {
    throw new Error(
      `There is no Chromium at ${path}. Type "apt-get update && apt-get install -y chromium", or set CHROMIUM_PATH.`,
      { cause },
    );
  }
}

/** What Chromium needs to run in a container without reaching for the network. */
export const chromiumArgs: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
