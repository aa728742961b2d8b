import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const kibibyte = 1024;
const megabyte = 1_000_000;

/** The resident memory of a process, in megabytes (10^6 bytes). */
export async function residentMegabytes(pid: number): Promise<number> {
  const kibibytes = process.platform === "linux" ? await fromProc(pid) : await fromPs(pid);
  return (kibibytes * kibibyte) / megabyte;
}

async function fromProc(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]);
}

async function fromPs(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout.trim());
}

const sampleEveryMs = 200;

/** Watches a process's memory while `work` runs; gives its result and the most that was seen. */
export async function watchingMemory<Value>(
  pid: number,
  work: () => Promise<Value>,
): Promise<{ value: Value; mostMegabytes: number }> {
  let mostMegabytes = 0;
  const look = async () => {
    mostMegabytes = Math.max(mostMegabytes, await residentMegabytes(pid));
  };
  // A process that has ended shows in the work itself.
  const timer = setInterval(() => void look().catch(() => undefined), sampleEveryMs);
  try {
    const value = await work();
    await look();
    return { value, mostMegabytes };
  } finally {
    clearInterval(timer);
  }
}
