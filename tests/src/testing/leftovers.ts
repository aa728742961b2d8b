import { connect } from "node:net";

import { eventually } from "./eventually.ts";

const processes = new Map<number, string>();
const ports = new Map<number, string>();

/** Notes a process that must have ended when the test file does. */
export function expectToEnd(pid: number, name: string): void {
  processes.set(pid, name);
}

/** Notes a port that must be free when the test file ends. */
export function expectToBeFree(port: number, name: string): void {
  ports.set(port, name);
}

/** Whether a process is there; one that waits to be buried by its parent counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/** Whether something listens on a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** What every file ends with: its processes have ended and their ports are free. */
export async function nothingIsLeft(): Promise<void> {
  for (const [pid, name] of processes) {
    await eventually(`${name} (process ${pid}) has ended`, () => !isAlive(pid), 20_000);
  }
  for (const [port, name] of ports) {
    await eventually(`port ${port} of ${name} is free`, async () => !(await isListening(port)));
  }
}
