import { isInstalled, lockStamp } from "./lock-file.mjs";
import { runNpm } from "./npm.mjs";
import { root } from "./root.mjs";
import { ScriptError } from "./script-error.mjs";
import { readStamp, writeStamp } from "./stamp-file.mjs";

const stampName = "installed";

/** Installs exactly what the lock file says, unless that is what is installed already. */
export async function installIfNeeded() {
  const stamp = lockStamp(root);
  if (readStamp(stampName) === stamp) return;
  if (!isInstalled(root)) await install();
  writeStamp(stampName, stamp);
}

async function install() {
  console.log("Installing packages (npm ci) …");
  // The build needs the development packages even where NODE_ENV=production leaves them out.
  const code = await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (code !== 0) {
    throw new ScriptError(`npm ci failed (code ${code}); what npm says about it stands above.`);
  }
}
