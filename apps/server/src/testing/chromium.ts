import { accessSync, constants } from "node:fs";

import { type Browser, chromium } from "playwright-core";

const installed = "/usr/bin/chromium";

/** What Chromium needs to run in a container without reaching for the network. */
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a real Chromium: that of `CHROMIUM_PATH`, else the system's. */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] || installed;
  try {
    accessSync(executablePath, constants.X_OK);
  } catch (cause) {
    throw new Error(
      `There is no Chromium at ${executablePath}. Type "apt-get update && apt-get install -y chromium", or set CHROMIUM_PATH.`,
      { cause },
    );
  }
  return chromium.launch({ executablePath, args });
}
