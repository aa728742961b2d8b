import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { runTests } from "../run-tests.mjs";
import { ScriptError } from "../script-error.mjs";
import { countsLine } from "../test-counts.mjs";

/**
 * `npm test`: installs, builds and runs what is asked for (everything, by default); ends with the
 * counts.
 */
export async function main(args) {
  const counts = await countsOf(args);
  console.log(countsLine(counts));
  return counts.failed === 0 ? 0 : 1;
}

async function countsOf(args) {
  try {
    await installIfNeeded();
    // Whole-system tests start the built processes.
    await buildIfNeeded();
    return await runTests(args);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}
