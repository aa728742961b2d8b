import { ScriptError } from "./script-error.mjs";

/**
 * Loads a script's command, runs its `main` with the arguments and ends the process with the code
 * it returns. A `ScriptError` is shown as its message; anything else is a bug and keeps its stack.
 */
export async function runMain(load) {
  try {
    const { main } = await load();
    process.exit(await main(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof ScriptError ? error.message : error);
    process.exit(error instanceof ScriptError ? error.exitCode : 1);
  }
}
