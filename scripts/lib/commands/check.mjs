import { checkSteps, testStep } from "../check-steps.mjs";
import { installIfNeeded } from "../install.mjs";
import { ScriptError } from "../script-error.mjs";

/**
 * `npm run check`: every check in order, up to the first that fails; `--no-tests` leaves the tests
 * out.
 */
export async function main(args) {
  await installIfNeeded();
  for (const step of args.includes("--no-tests") ? checkSteps : [...checkSteps, testStep]) {
    console.log(`check: ${step.name}`);
    if (!(await step.run())) throw new ScriptError(`check failed at: ${step.name}`);
  }
  console.log("check: all is well");
  return 0;
}
