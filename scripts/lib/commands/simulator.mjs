import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { waitForPort } from "../ports.mjs";
import { simulatorFile, startSimulator } from "../product.mjs";
import { runStep } from "../run-step.mjs";
import { readStartSettings } from "../start-settings.mjs";
import { watchStopSignals } from "../stop-signals.mjs";
import { supervise } from "../supervise.mjs";

/**
 * `npm run simulator`: the simulator alone, for tests of one's own; it says its address and stops
 * at Ctrl-C. Arguments are passed on (`npm run simulator -- --help`).
 */
export async function main(args) {
  await installIfNeeded();
  await buildIfNeeded();
  if (args.includes("--help")) return runStep(process.execPath, [simulatorFile, "--help"]);
  const { simulatorPort: port } = readStartSettings(process.env);
  if (!args.some((word) => word.startsWith("--port"))) {
    await waitForPort({ host: "127.0.0.1", port, variable: "TRUNKLINE_SIMULATOR_PORT" });
  }
  const signals = watchStopSignals();
  const simulator = startSimulator({ cwd: process.cwd(), env: process.env, args });
  return supervise({ processes: [simulator], signals });
}
