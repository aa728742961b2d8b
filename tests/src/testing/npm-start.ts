import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";

import { Child, root } from "./child.ts";
import { eventually } from "./eventually.ts";
import { expectToBeFree } from "./leftovers.ts";

const run = promisify(execFile);

/** The two ports of a start, free at the moment. */
export interface Ports {
  readonly server: number;
  readonly simulator: number;
}

/** Finds two free ports. */
export async function findPorts(): Promise<Ports> {
  const [server, simulator] = [await freePort(), await freePort()];
  expectToBeFree(server, "server");
  expectToBeFree(simulator, "simulator");
  return { server, simulator };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** `npm start`, as somebody types it in the clone. */
export function npmStart(dataDir: string, ports: Ports): Child {
  return new Child({
    name: "npm start",
    command: "npm",
    args: ["start"],
    channel: false,
    env: {
      TRUNKLINE_DATA_DIR: dataDir,
      TRUNKLINE_PORT: String(ports.server),
      TRUNKLINE_SIMULATOR_PORT: String(ports.simulator),
    },
  });
}

/** Waits for the summary, at whose end the lines to copy stand. */
export async function untilSummary(start: Child): Promise<string> {
  return eventually(
    "the summary is shown",
    () => {
      if (start.ending !== null) throw new Error(`npm start ended:\n${start.output}`);
      return /^\S*.*npx trunkline send sms .*\n/mu.test(start.output) && start.output;
    },
    100_000,
  );
}

/** Runs a line in a shell, in the clone, as somebody would who copied it. @returns What it printed. */
export async function typeLine(line: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", line], { cwd: root });
  return stdout;
}
