import { buildIfNeeded } from "../build.mjs";
import { installIfNeeded } from "../install.mjs";
import { waitForPort } from "../ports.mjs";
import { startSimulator } from "../product.mjs";
import { readStartSettings } from "../start-settings.mjs";
import { watchStopSignals } from "../stop-signals.mjs";
import { supervise } from "../supervise.mjs";

/**
 * `npm run simulator`: the simulator alone, for tests of one's own; it says its address and stops
 * at Ctrl-C.
 */
export async function main() {
  await installIfNeeded();
  await buildIfNeeded();
  const { simulatorPort: port } = readStartSettings(process.env);
  await waitForPort({ host: "127.0.0.1", port, variable: "TRUNKLINE_SIMULATOR_PORT" });
  const signals = watchStopSignals();
  const simulator = startSimulator({ cwd: process.cwd(), env: process.env });
  return supervise({ processes: [simulator], signals });
}
