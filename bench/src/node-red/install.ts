import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What is installed: Node-RED 5 needs a newer Node than ours, which its package `node` brings. */
const packages = {
  node: "24.20.0",
  "node-red": "5.0.7",
  "node-red-node-twilio": "0.1.0",
  // The one that the Twilio node asks for, pinned.
  twilio: "3.84.1",
} as const;

/** Where Node-RED lies. */
export interface NodeRedInstall {
  /** The Node that runs it. */
  readonly node: string;
  /** Its main file. */
  readonly main: string;
}

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../../.cache", import.meta.url));
const installMs = 600_000;
// It is for another Node than the one that installs it, and that one's package has a script.
const flags = ["--no-audit", "--no-fund", "--engine-strict=false", "--ignore-scripts=false"];

/** Installs Node-RED into the bench's own cache, unless these versions are there already. */
export async function installNodeRed(tell: (text: string) => void): Promise<NodeRedInstall> {
  const folder = join(cache, Object.entries(packages).flat().join("-"));
  if (!(await exists(folder))) {
    tell("installing Node-RED into bench/.cache, which takes a minute");
    await install(folder);
  }
  const modules = join(folder, "node_modules");
  const node = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return { node, main: join(modules, "node-red", "red.js") };
}

/** Under its name there is only what is whole. */
async function install(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(join(cache, "installing-"));
  try {
    const manifest = JSON.stringify({ private: true, dependencies: packages });
    await writeFile(join(partial, "package.json"), manifest);
    const shell = process.platform === "win32";
    await run("npm", ["install", ...flags], { cwd: partial, timeout: installMs, shell });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
