import fs from "node:fs";
import path from "node:path";

import { runStep } from "./run-step.mjs";
import { ScriptError } from "./script-error.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const installByHand = "apt-get update && apt-get install -y chromium";

/** The path of a Chromium: `CHROMIUM_PATH`, else one that is installed, else null. */
export function findChromium(env = process.env, elsewhere = applications) {
  const chosen = env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (isExecutable(chosen)) return chosen;
    throw new ScriptError(`CHROMIUM_PATH is ${chosen}, and no program is there.`);
  }
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...elsewhere].find(isExecutable) ?? null;
}

/** The path of a Chromium, installed through the system's package manager where that is allowed. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  const prefix = await rootPrefix();
  if (prefix !== null) await installWith(prefix);
  const installed = findChromium();
  if (installed !== null) return installed;
  throw new ScriptError(
    "The tests need a Chromium and found none. Install one, for instance with\n" +
      `  sudo sh -c '${installByHand}'\n` +
      "or set CHROMIUM_PATH to the program of one you have.",
  );
}

/** The words that make apt-get run as root, or null where that would need a password or apt-get is missing. */
async function rootPrefix() {
  if (!onPath("apt-get")) return null;
  if (process.getuid?.() === 0) return [];
  if (!onPath("sudo")) return null;
  return (await runStep("sudo", ["-n", "true"])) === 0 ? ["sudo", "-n"] : null;
}

async function installWith(prefix) {
  console.log("Installing Chromium for the tests (apt-get) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "chromium"]]) {
    const [command, ...rest] = [...prefix, "apt-get", "-q", ...args];
    if ((await runStep(command, rest, { env })) !== 0) return;
  }
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.some((folder) => isExecutable(path.join(folder, name)));
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: either way it is no candidate.
    return false;
  }
}
