import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { ApiClient } from "./testing/api-client.ts";
import type { Child } from "./testing/child.ts";
import { type DataDirectory, makeDataDirectory } from "./testing/data-directory.ts";
import { eventually } from "./testing/eventually.ts";
import { exampleNames, readExample } from "./testing/examples.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { findPorts, npmStart, type Ports, typeLine, untilSummary } from "./testing/npm-start.ts";

const flow = "/api/apps/demo/flows/send-text";

let directory: DataDirectory;
let ports: Ports;
let start: Child;
let output: string;
let api: ApiClient;

beforeAll(async () => {
  directory = await makeDataDirectory();
  ports = await findPorts();
  await begin();
}, 120_000);

afterAll(async () => {
  await end();
  await directory[Symbol.asyncDispose]();
  await nothingIsLeft();
});

async function begin(): Promise<void> {
  start = npmStart(directory.path, ports);
  output = await untilSummary(start);
  const key = (await readFile(join(directory.path, "owner.key"), "utf8")).trim();
  api = new ApiClient(`http://127.0.0.1:${ports.server}`, key);
}

async function end(): Promise<void> {
  await api[Symbol.asyncDispose]();
  await start.stop("SIGTERM");
  await start[Symbol.asyncDispose]();
}

const trunkline = (line: string) =>
  typeLine(`TRUNKLINE_DATA_DIR='${directory.path}' npx trunkline ${line}`);

test("the curl line calls a Web Hook, and its run can be read step by step", async () => {
  const line = output.split("\n").find((one) => one.startsWith("curl ")) ?? "";
  expect(line).toContain("/hooks/demo/send-text ");
  expect(line).not.toMatch(/authorization|owner\.key/iu);
  const [headers = "", body = ""] = (await typeLine(`${line} --silent --include`)).split(
    "\r\n\r\n",
  );
  expect(headers).toMatch(/^HTTP\/1\.1 200 /u);
  const { sid } = JSON.parse(body) as { sid: string };
  expect(JSON.parse(body)).toEqual({ sid, status: "queued" });
  await eventually("the text is delivered", async () => {
    const read = await api.call("POST", "/api/apps/demo/connections/sms/commands/readMessage", {
      body: { data: { sid } },
    });
    return (read.body.data as { status: string }).status === "delivered";
  });

  const run = /trunkline-run: (\S+)/iu.exec(headers)?.[1] ?? "";
  const recorded = await eventually("the run is recorded", async () => {
    const { body: detail } = await api.call("GET", `/api/apps/demo/runs/${run}`);
    return detail["status"] === "finished" && detail;
  });
  expect(recorded).toMatchObject({ flow: "send-text", kind: "web-hook", isDraft: false });
  expect(recorded["steps"]).toMatchObject([
    { blockId: "send", kind: "command", status: "done", attempt: expect.stringMatching(/^att_/u) },
    { blockId: "answer", kind: "respond", status: "done" },
  ]);
  const shown = await trunkline(`runs show ${run}`);
  for (const part of [run, "finished", "send-text", "answer"]) {
    expect(shown).toContain(part);
  }
  expect(shown).not.toContain("+15550001111");
});

test("every example is live in the app demo", async () => {
  const order = { number: "A-17", status: "shipped", link: "https://shop.example/A-17" };
  const body = { order, customer: { name: "Ada", phone: "+15550001111" } };
  const updated = await api.call("POST", "/hooks/demo/order-update", { body });
  expect([updated.status, updated.body["sid"]], updated.text).toEqual([
    201,
    expect.stringMatching(/^SM/u),
  ]);
  for (const name of exampleNames) {
    const answer = await api.call("POST", `/hooks/demo/${name}`, { body: {} });
    expect([name, answer.headers["trunkline-run"]]).toEqual([
      name,
      expect.stringMatching(/^run_/u),
    ]);
  }
});

test("the same file as a Page Flow is refused, with the reason, on the block", async () => {
  const file = join(directory.path, "on-a-page.json");
  const document = JSON.parse(await readExample("send-text")) as object;
  await writeFile(file, JSON.stringify({ ...document, kind: "page", settings: {} }));
  const { failed, said } = await trunkline(`flows check ${file}`).then(
    () => ({ failed: false, said: "" }),
    (error: { code: number; stdout: string }) => ({ failed: error.code === 1, said: error.stdout }),
  );
  expect(failed).toBe(true);
  expect(said).toMatch(/COMMAND_NOT_ON_PAGES: .*sendMessage.*\(block send\)/u);
  const body = { ...document, kind: "page", settings: {} };
  const checked = await api.call("POST", `${flow}/check`, { body });
  expect(checked.body["problems"]).toContainEqual(
    expect.objectContaining({
      code: "COMMAND_NOT_ON_PAGES",
      severity: "error",
      blockId: "send",
      message: expect.any(String),
      hint: expect.any(String),
    }),
  );
});

test("a later start leaves alone what somebody made of the Web Hook", async () => {
  const { body: before } = await api.call("GET", flow);
  const { name, kind, workspace } = before;
  const settings = { ...(before["settings"] as object), ratePerMinute: 5 };
  const saved = await api.call("PUT", flow, {
    body: { name, kind, settings, workspace },
    headers: { "if-match": '"1"' },
  });
  expect(saved.status, saved.text).toBe(200);
  await end();
  await begin();
  const { body: after } = await api.call("GET", flow);
  expect(after).toMatchObject({ version: 2, liveVersion: 1, settings: { ratePerMinute: 5 } });
});
