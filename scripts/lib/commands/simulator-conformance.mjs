import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { fromRoot } from "../root.mjs";
import { runStep } from "../run-step.mjs";

/**
 * `npm run simulator:conformance`: two majors of the official library against the simulator;
 * arguments are passed on.
 */
export async function main(args) {
  await installIfNeeded();
  await buildIfNeeded();
  const file = fromRoot("simulators/twilio/dist/conformance/index.js");
  return runStep(process.execPath, [file, ...args]);
}
