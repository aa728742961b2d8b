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
  for (const name of names) {
    const found = findProgram(name, env);
    if (found !== null) return found;
  }
  return elsewhere.find(isExecutable) ?? null;
}

/** The path of a Chromium, installed through the system's package manager where that is allowed. */
export async function ensureChromium({ env = process.env, uid = process.getuid?.() } = {}) {
  const found = findChromium(env);
  if (found !== null) return found;
  const asRoot = await prefixForRoot(env, uid);
  if (asRoot !== null) await installWith(asRoot, env);
  const installed = findChromium(env);
  if (installed !== null) return installed;
  throw new ScriptError(
    "The tests need a Chromium and found none. Install one, for instance with\n" +
      `  sudo sh -c '${installByHand}'\n` +
      "or set CHROMIUM_PATH to the program of one you have.",
  );
}

/** The words that let apt-get run as root; null without apt-get, or where root needs a password. */
async function prefixForRoot(env, uid) {
  if (findProgram("apt-get", env) === null) return null;
  if (uid === 0) return [];
  const sudo = findProgram("sudo", env);
  if (sudo === null) return null;
  return (await runStep(sudo, ["-n", "true"], { env })) === 0 ? [sudo, "-n"] : null;
}

async function installWith(asRoot, env) {
  console.log("Installing Chromium for the tests (apt-get) …");
  const quiet = { ...env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "chromium"]]) {
    const [command, ...rest] = [...asRoot, findProgram("apt-get", env), "-q", ...args];
    if ((await runStep(command, rest, { env: quiet })) !== 0) return;
  }
}

function findProgram(name, env) {
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
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
