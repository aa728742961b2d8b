import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const script = 'process.kill(Number(process.argv[1]), "SIGKILL")';

/**
 * Kills a process with SIGKILL from a process of its own, which is neither the one that is killed
 * nor the one that sends to it, so that nobody has the time to put anything in order.
 */
export async function killFromOutside(pid: number): Promise<void> {
  await run(process.execPath, ["-e", script, String(pid)]);
}
