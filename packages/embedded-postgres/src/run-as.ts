import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The user that PostgreSQL's processes run as. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** The user without rights of its own on every Unix, often called `nobody`. */
const nobody: RunAs = { uid: 65_534, gid: 65_534 };

/**
 * PostgreSQL refuses root, so for root this is the owner of `cluster` if it lies there already,
 * else `nobody`. `undefined` when this process isn't root: then everything runs as itself.
 */
export async function chooseRunAs(cluster: string): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await stat(cluster).catch(() => undefined);
  return found === undefined || found.uid === 0 ? nobody : { uid: found.uid, gid: found.gid };
}

async function allows(path: string, { uid, gid }: RunAs, bits: number): Promise<boolean> {
  const found = await stat(path);
  const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0;
  return ((found.mode >> shift) & bits) === bits;
}

/** Whether that user can pass through every folder above `path` and `path` itself. */
export async function canReach(path: string, runAs: RunAs | undefined): Promise<boolean> {
  if (runAs === undefined) return true;
  for (let at = path; ; at = dirname(at)) {
    if (!(await allows(at, runAs, 0o1))) return false;
    if (dirname(at) === at) return true;
  }
}

/** Whether that user can get to `path` and read what is there. */
export async function canRead(path: string, runAs: RunAs | undefined): Promise<boolean> {
  return runAs === undefined || ((await allows(path, runAs, 0o5)) && canReach(path, runAs));
}
