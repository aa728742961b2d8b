import { buildIfNeeded } from "./build.mjs";
import { ScriptError } from "./script-error.mjs";

/**
 * What the command line does first in a clone: builds if a source changed, with everything said on
 * stderr. A build that fails ends the process, since what it would run is not what the sources say.
 */
export async function buildQuietly() {
  try {
    await buildIfNeeded({ quiet: true });
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(error.message);
    process.exit(error.exitCode);
  }
}
