import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { fromRoot } from "../root.mjs";
import { runStep } from "../run-step.mjs";

/** `npm run simulator`: the simulator alone, in the working directory; it stops at Ctrl-C. */
export async function main(args) {
  await installIfNeeded();
  await buildIfNeeded();
  return runStep(process.execPath, [fromRoot("simulators/twilio/dist/index.js"), ...args], {
    cwd: process.cwd(),
  });
}
