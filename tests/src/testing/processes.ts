import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expectToEnd } from "./leftovers.ts";

const run = promisify(execFile);

interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly words: string;
}

async function listProcesses(): Promise<ListedProcess[]> {
  const { stdout } = await run("ps", ["-eo", "pid=,ppid=,args="], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split("\n").flatMap((line) => {
    const groups = /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<words>.*)$/u.exec(line)?.groups;
    if (groups === undefined) return [];
    const { pid, parent, words = "" } = groups;
    return [{ pid: Number(pid), parent: Number(parent), words }];
  });
}

/**
 * The number of the process below `ancestor` (or itself) whose command line contains some words.
 *
 * @throws Error when there is none.
 */
export async function findBelow(ancestor: number, words: string): Promise<number> {
  const all = await listProcesses();
  const family = new Set([ancestor]);
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  const found = all.find((one) => family.has(one.pid) && one.words.includes(words));
  if (found === undefined) throw new Error(`No process below ${ancestor} runs ${words}.`);
  expectToEnd(found.pid, words);
  return found.pid;
}
