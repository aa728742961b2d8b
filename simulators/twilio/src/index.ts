import { readConfig } from "./config/env.ts";
import { help, readCommandLine } from "./config/options.ts";
import { SimulatorError } from "./errors.ts";
import { startSimulator } from "./simulator.ts";

const endingMaxMs = 4000;

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options.help === true) {
    process.stdout.write(help);
    process.exit(0);
  }
  const simulator = await startSimulator(readConfig(options));
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(0), endingMaxMs).unref();
    void simulator[Symbol.asyncDispose]().then(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  process.stdout.write(`simulator listening on ${simulator.url}\n`);
  process.send?.({ type: "ready", url: simulator.url });
} catch (error) {
  if (!(error instanceof SimulatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
