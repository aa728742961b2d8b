import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Linux tells about processes through files; elsewhere `ps` is asked. */
function hasProc(): boolean {
  return existsSync("/proc/self/stat");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // The process ended between two looks, which is an answer too.
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const text = execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" });
    return text.trim() || undefined;
  } catch {
    return undefined; // `ps` exits with 1 when there is no such process.
  }
}

/** The fields of `/proc/<pid>/stat` after the name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function canBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether a process runs under this number; one that ended and wasn't collected (zombie) doesn't. */
export function isAlive(pid: number): boolean {
  if (!hasProc()) return canBeSignalled(pid);
  const state = statFields(pid)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/**
 * Tells a living process from a later one that got the same number (after a reboot, in a
 * restarted container): its number and its start time. `undefined` when no such process lives.
 */
export function markOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  const startedAt = hasProc() ? statFields(pid)?.[19] : ps(pid, "lstart");
  return startedAt === undefined ? undefined : `${pid} ${startedAt}`;
}

/** Whether the process that `mark` was taken from still lives. */
export function isMarkAlive(mark: string): boolean {
  return markOf(Number.parseInt(mark, 10)) === mark;
}

/** Whether `pid` is alive and was started with `argument` on its command line. */
export function wasStartedWith(pid: number, argument: string): boolean {
  if (!isAlive(pid)) return false;
  if (!hasProc()) return ps(pid, "command")?.includes(argument) ?? false;
  return read(`/proc/${pid}/cmdline`)?.split("\0").includes(argument) ?? false;
}
