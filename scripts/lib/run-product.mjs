import { announce } from "./announce.mjs";
import { waitForPort } from "./ports.mjs";
import { readStartSettings } from "./start-settings.mjs";
import { watchStopSignals } from "./stop-signals.mjs";
import { supervise } from "./supervise.mjs";

/**
 * Starts the built product side by side, tells when it is ready and watches over it until it is
 * stopped. Returns the exit code. The two starters are given, so that tests can put others in their
 * place.
 */
export async function runProduct({ startServer, startSimulator, cwd, env }) {
  const settings = readStartSettings(env);
  await waitForPorts(settings);

  const signals = watchStopSignals();
  const server = startServer({ cwd, env });
  const simulator = settings.demoOffBecause === null ? startSimulator({ cwd, env }) : null;
  const stopping = new AbortController();
  announce({ server, simulator, ...settings, cwd, env, signal: stopping.signal }).catch((error) =>
    console.error(`The product runs, but its summary could not be shown: ${error.message}`),
  );
  // The server goes first: what it has in flight still finds the simulator there.
  const processes = simulator === null ? [server] : [server, simulator];
  return supervise({ processes, signals, onStop: () => stopping.abort() });
}

async function waitForPorts({ host, serverPort, simulatorPort, demoOffBecause }) {
  await waitForPort({ host, port: serverPort, variable: "TRUNKLINE_PORT" });
  if (demoOffBecause !== null) return;
  const simulator = { port: simulatorPort, variable: "TRUNKLINE_SIMULATOR_PORT" };
  await waitForPort({ host: "127.0.0.1", ...simulator });
}
