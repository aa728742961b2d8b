import fs from "node:fs";
import path from "node:path";

import { bundleServer, serverBundle } from "./bundle-server.mjs";
import { fromRoot, root } from "./root.mjs";
import { runStep } from "./run-step.mjs";
import { ScriptError } from "./script-error.mjs";
import { projectsOf, sourceStamp } from "./source-stamp.mjs";
import { readStamp, writeStamp } from "./stamp-file.mjs";

const stampName = "built";

/** Whether every project's `dist` is there and was built from the sources as they are now. */
export function isBuilt() {
  if (readStamp(stampName) !== sourceStamp(root)) return false;
  if (!fs.existsSync(fromRoot(serverBundle))) return false;
  return projectsOf(root).every((project) =>
    fs.existsSync(path.join(root, project, "dist/.tsbuildinfo")),
  );
}

/**
 * Builds all projects if a source changed since the last time. `quiet` leaves stdout to the caller.
 */
export async function buildIfNeeded({ quiet = false } = {}) {
  if (isBuilt()) return;
  if (!quiet) console.log("Building …");
  await build({ quiet });
}

/** Builds what `tsc` finds changed, and the server's bundle; `force` builds everything, whatever it finds. */
export async function build({ quiet = false, force = false } = {}) {
  // Taken first: a file saved during the build makes the next start build again.
  const stamp = sourceStamp(root);
  const code = await runStep(process.execPath, [tsc(), "-b", ...(force ? ["--force"] : [])], {
    quiet,
  });
  if (code !== 0) throw new ScriptError(`The build failed (tsc -b, code ${code}).`);
  await bundleServer();
  writeStamp(stampName, stamp);
}

function tsc() {
  return fromRoot("node_modules/typescript/bin/tsc");
}
