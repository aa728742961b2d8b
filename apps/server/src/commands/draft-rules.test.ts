import { join } from "node:path";

import { fileProvider } from "@trunkline/vault";
import { expect, it } from "vitest";

import { readConfig } from "../config/config.ts";
import { readEnvironment } from "../config/env.ts";
import { openDataKeys, openDirectory, openMasterKeys } from "../connections/index.ts";
import { newId } from "../database/index.ts";
import { openOutbound } from "../outbound/index.ts";
import { startTestServer, testProfileSettings, type TestServer } from "../testing/test-server.ts";
import { answerJson } from "../testing/twilio-stub.ts";
import { openAccountLimits } from "./account-limits.ts";
import { openAttempts } from "./attempts/attempts.ts";
import { execute } from "./execute.ts";
import { openSenderRates } from "./sender-rates.ts";

const times = readConfig(readEnvironment({})).attempts;
const listed = "+15550001111";
const customer = "+15550002222";
const sid = `SM${"1".repeat(32)}`;
const sandboxSid = `AC${"2".repeat(32)}`;

type Asked = { command?: string; data?: unknown; draft?: boolean; key?: string };

/** A server whose profile is marked live, and a way to execute commands as a draft does. */
async function openDrafts(settings: object = {}) {
  const server = await startTestServer();
  await setMode(server, "live");
  await setConnection(server, settings);
  const masterKeys = await openMasterKeys(
    server.database,
    fileProvider(join(server.dataDir, "master.key")),
  );
  const dataKeys = openDataKeys(server.database, masterKeys);
  const outbound = openOutbound(times.requestTimeoutMs);
  const attempts = openAttempts(server.database, newId("srv"), times);
  const parts = {
    directory: openDirectory(server.database, dataKeys, () => false),
    outbound,
    limits: openAccountLimits(times.pendingWaitMs),
    rates: openSenderRates(times.pendingWaitMs),
    attempts,
    waitMs: times.pendingWaitMs,
    onUnexpected: () => undefined,
  };
  return {
    server,
    run: ({ command = "sendMessage", data, draft = true, key }: Asked = {}) =>
      execute(parts, {
        app: "shop",
        connection: "sms",
        command,
        data: data ?? { toPhone: customer, msg: "Packed." },
        caller: "flow:a",
        idempotencyKey: key ?? null,
        surface: "cloud",
        source: draft ? "draft" : "live",
        access: null,
        beside: null,
      }),
    async [Symbol.asyncDispose]() {
      await attempts[Symbol.asyncDispose]();
      await outbound[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function setMode(server: TestServer, mode: "live" | "test") {
  await server.api("/api/apps/shop/profiles/main", {
    method: "PATCH",
    body: { settings: { mode } },
  });
}

async function setConnection(server: TestServer, settings: object) {
  const path = "/api/apps/shop/connections/sms";
  const answer = await server.api(path, { method: "PATCH", body: { settings } });
  expect(answer.status).toBe(200);
}

async function addProfile(server: TestServer, settings: object) {
  const body = {
    name: "sandbox",
    service: "twilio",
    settings: { ...testProfileSettings, baseUrl: server.twilio.url, ...settings },
  };
  expect((await server.api("/api/apps/shop/profiles", { body })).status).toBe(201);
  await setConnection(server, { testProfile: "sandbox" });
}

const refused = { report: { code: "DRAFT_NOT_ALLOWED", outcome: "not-done", retryable: false } };

it("refuses a draft that would text a customer with live credentials, and stores no attempt", async () => {
  await using drafts = await openDrafts();
  await expect(drafts.run()).rejects.toMatchObject(refused);
  expect(drafts.server.twilio.requests).toEqual([]);
  const attempts = await drafts.server.database.pool.query("select 1 from attempts");
  expect(attempts.rows).toEqual([]);
  expect((await drafts.run({ draft: false })).attempt).not.toBeNull();
});

it("lets a draft text the connection's draft recipients and nobody else", async () => {
  await using drafts = await openDrafts({ draftRecipients: [listed] });
  const sent = await drafts.run({ data: { toPhone: listed, msg: "Packed." } });
  expect(sent.attempt).not.toBeNull();
  for (const toPhone of [customer, `whatsapp:${listed}`]) {
    const error: unknown = await drafts.run({ data: { toPhone, msg: "a" } }).catch((one) => one);
    expect(error).toMatchObject(refused);
    expect(JSON.stringify(error)).not.toContain(toPhone);
  }
  expect(drafts.server.twilio.requests).toHaveLength(1);
});

it("lets a draft read with live credentials", async () => {
  await using drafts = await openDrafts();
  drafts.server.twilio.answerWith((_request, response) => answerJson(response, 200, { sid }));
  expect((await drafts.run({ command: "readMessage", data: { sid } })).data).toMatchObject({ sid });
});

it.each([
  ["updateMessage", { sid, customProps: { body: "" } }],
  ["deleteMessage", { sid }],
])("refuses %s in a draft with live credentials", async (command, data) => {
  await using drafts = await openDrafts({ draftRecipients: [listed, customer] });
  await expect(drafts.run({ command, data })).rejects.toMatchObject(refused);
  expect(drafts.server.twilio.requests).toEqual([]);
});

it("tells what is wrong with an input before it tells what drafts may not do", async () => {
  await using drafts = await openDrafts();
  const wrong = drafts.run({ data: { toPhone: "nobody" } });
  await expect(wrong).rejects.toMatchObject({ report: { code: "INPUT_INVALID" } });
});

it("lets a draft do everything with a profile that is marked test", async () => {
  await using drafts = await openDrafts();
  await setMode(drafts.server, "test");
  await drafts.run();
  drafts.server.twilio.answerWith((_request, response) => response.writeHead(204).end());
  await drafts.run({ command: "deleteMessage", data: { sid } });
  expect(drafts.server.twilio.requests).toHaveLength(2);
});

it("uses the connection's test profile in drafts, and the live one elsewhere", async () => {
  await using drafts = await openDrafts();
  await addProfile(drafts.server, { accountSid: sandboxSid, mode: "test" });
  await drafts.run();
  await drafts.run({ draft: false });
  const accounts = drafts.server.twilio.requests.map(({ path }) => path.split("/")[3]);
  expect(accounts).toEqual([sandboxSid, testProfileSettings.accountSid]);
});

it("uses a test profile of another account also where it has no mark", async () => {
  await using drafts = await openDrafts();
  await addProfile(drafts.server, { accountSid: sandboxSid, mode: "live" });
  await drafts.run();
  expect(drafts.server.twilio.requests[0]?.path).toContain(sandboxSid);
});

it("takes no live account under another name for a test profile", async () => {
  await using drafts = await openDrafts();
  await addProfile(drafts.server, { mode: "live" });
  await expect(drafts.run()).rejects.toMatchObject(refused);
});

it("never falls back to the live profile when the test profile is gone", async () => {
  await using drafts = await openDrafts();
  await addProfile(drafts.server, { accountSid: sandboxSid, mode: "test" });
  await drafts.server.api("/api/apps/shop/profiles/sandbox", { method: "DELETE" });
  await expect(drafts.run()).rejects.toMatchObject({ code: "PROFILE_UNKNOWN" });
  expect(drafts.server.twilio.requests).toEqual([]);
});

it("gives a draft's step its stored answer also when the rules refuse it by now", async () => {
  await using drafts = await openDrafts({ draftRecipients: [customer] });
  const first = await drafts.run({ key: "run:step" });
  await setConnection(drafts.server, { draftRecipients: null });
  expect(await drafts.run({ key: "run:step" })).toEqual(first);
  await expect(drafts.run({ key: "run:other" })).rejects.toMatchObject(refused);
});
