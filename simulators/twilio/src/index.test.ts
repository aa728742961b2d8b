import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { basic } from "./testing/a-simulator.ts";

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "simulator-process-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  readonly exit: Promise<number | null>;
}

function start(env: Record<string, string> = {}, args: readonly string[] = []): Started {
  const entry = fileURLToPath(new URL("index.ts", import.meta.url));
  const child = fork(entry, args, {
    execArgv: ["--import", "tsx"],
    silent: true,
    env: {
      ...process.env,
      TRUNKLINE_SIMULATOR_PORT: "0",
      TRUNKLINE_SIMULATOR_HOST: "127.0.0.1",
      TRUNKLINE_DATA_DIR: dataDir,
      ...env,
    },
  });
  children.push(child);
  const output = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => (output.out += String(chunk)));
  child.stderr?.on("data", (chunk) => (output.err += String(chunk)));
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, output, exit };
}

async function ordinary(url: string): Promise<{ accountSid: string; authToken: string }> {
  const { accounts } = await (await fetch(`${url}/simulator/accounts`)).json();
  return accounts[0];
}

async function ready({ child }: Started): Promise<string> {
  const message = await new Promise<unknown>((resolve) => child.once("message", resolve));
  expect(message).toEqual({
    type: "ready",
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  return (message as { url: string }).url;
}

describe("the process", { timeout: 60_000 }, () => {
  it("says where it listens, in one line, and ends orderly on SIGTERM with a page still open", async () => {
    const started = start();
    const url = await ready(started);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const page = await fetch(`${url}/simulator/events`);
    started.child.kill("SIGTERM");
    expect(await started.exit).toBe(0);
    await page.body?.cancel().catch(() => undefined);
    expect(started.output).toEqual({ out: `simulator listening on ${url}\n`, err: "" });
  });

  it("keeps its accounts over a restart", async () => {
    const accountsOf = async (url: string) => (await fetch(`${url}/simulator/accounts`)).json();
    const first = start();
    const before = await accountsOf(await ready(first));
    first.child.kill("SIGINT");
    expect(await first.exit).toBe(0);
    expect(await accountsOf(await ready(start()))).toEqual(before);
  });

  it("ends when its parent is gone", async () => {
    const started = start();
    await ready(started);
    const exit = new Promise((resolve) => started.child.once("exit", resolve));
    started.child.disconnect();
    expect(await exit).toBe(0);
  });

  it("names the variable when the port is in use", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    const { exit, output } = start({ TRUNKLINE_SIMULATOR_PORT: String(port) });
    expect(await exit).toBe(1);
    expect(output.err).toContain(`Port ${port} is in use`);
    expect(output.err).toContain("TRUNKLINE_SIMULATOR_PORT");
    taken.close();
  });

  it.each([
    ["TRUNKLINE_SIMULATOR_PORT", "many"],
    ["TRUNKLINE_SIMULATOR_PORT", "70000"],
    ["TRUNKLINE_SIMULATOR_HOST", "203.0.113.1"],
    ["TRUNKLINE_SIMULATOR_QUEUES", "yes"],
    ["TRUNKLINE_SIMULATOR_MAX_CONCURRENT", "0"],
  ])("names %s when it is %s", async (name, value) => {
    const { exit, output } = start({ [name]: value });
    expect(await exit).toBe(1);
    expect(output.err).toContain(name);
    expect(output.err).not.toContain("    at ");
  });

  it("keeps what it knows with --state, also when it is killed", async () => {
    const args = ["--state", join(dataDir, "state.jsonl")];
    const first = start({}, args);
    const url = await ready(first);
    const account = await ordinary(url);
    const sent = await fetch(`${url}/2010-04-01/Accounts/${account.accountSid}/Messages.json`, {
      method: "POST",
      headers: { authorization: basic(account.accountSid, account.authToken) },
      body: new URLSearchParams({ From: "+15005550006", To: "+15550001111", Body: "Kept" }),
    });
    expect(sent.status).toBe(201);
    await expect.poll(() => readFile(join(dataDir, "state.jsonl"), "utf8")).toContain("Kept");
    first.child.kill("SIGKILL");
    await first.exit;
    const again = await ready(start({}, args));
    expect(await ordinary(again)).toEqual(account);
    const { messages } = await (await fetch(`${again}/simulator/messages`)).json();
    expect(messages).toMatchObject([{ body: "Kept" }]);
  });

  it("takes its options over the environment, and tells them with --help", async () => {
    const { exit, output } = start({}, ["--help"]);
    expect(await exit).toBe(0);
    expect(output.out).toContain("--state FILE");
    const started = start({ TRUNKLINE_SIMULATOR_PORT: "many" }, ["--port", "0"]);
    await ready(started);
  });

  it.each([
    [["--port", "many"], "--port"],
    [["--state", ""], "--state"],
    [["--prot", "1"], "--prot"],
    [["4110"], "4110"],
  ])("names what is wrong in %j", async (args, name) => {
    const { exit, output } = start({}, args);
    expect(await exit).toBe(1);
    expect(output.err).toContain(name);
    expect(output.err).not.toContain("    at ");
  });

  it("names the variable when the data folder cannot be written", async () => {
    const blocked = join(dataDir, "a-file");
    await writeFile(blocked, "");
    const { exit, output } = start({ TRUNKLINE_DATA_DIR: blocked });
    expect(await exit).toBe(1);
    expect(output.err).toContain("TRUNKLINE_DATA_DIR");
  });
});
