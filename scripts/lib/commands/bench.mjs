import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { fromRoot } from "../root.mjs";
import { runStep } from "../run-step.mjs";

/** `npm run bench`: the benchmarks; arguments are passed on. */
export async function main(args) {
  await installIfNeeded();
  await buildIfNeeded();
  return runStep(process.execPath, [fromRoot("bench/dist/index.js"), ...args]);
}
