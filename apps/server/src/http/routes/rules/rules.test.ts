import { expect, it } from "vitest";

import { aFlow } from "../../../testing/a-flow.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const path = "/api/apps/shop/rules";

const put = (server: TestServer, body: unknown, headers: Record<string, string> = {}) =>
  server.api(path, { method: "PUT", body, headers });

it("has no rules at first, and gives them back as they were saved", async () => {
  await using server = await startTestServer();
  const none = await server.api(path);
  expect(none.body).toEqual({ hooks: {}, pages: {}, commands: {}, version: 0, problems: [] });
  const flow = { method: "PUT", body: aFlow() };
  await server.api("/api/apps/shop/flows/order-update", flow);
  const rules = {
    hooks: { "order-update": [{ group: "Public" }] },
    commands: { sms: { sendMessage: [{ group: "All Users", role: "Supervisor" }] } },
  };
  const saved = await put(server, rules);
  expect(saved).toMatchObject({ status: 200, body: { ...rules, version: 1, problems: [] } });
  expect(saved.headers.get("etag")).toBe('"1"');
  const again = await server.api(path);
  expect(again.body).toEqual(saved.body);
  expect(again.headers.get("etag")).toBe('"1"');
});

it("asks from which version a change was made, and refuses a stale one", async () => {
  await using server = await startTestServer();
  const open = { hooks: { a: [{ group: "Public" }] } };
  const early = await put(server, open, { "if-match": '"1"' });
  expect(early).toMatchObject({ status: 412, body: { versions: { given: 1, current: null } } });
  await put(server, open);
  expect((await put(server, open)).body.version).toBe(1);
  const missing = await put(server, {});
  expect([missing.status, missing.body.error.code]).toEqual([428, "IF_MATCH_MISSING"]);
  expect((await put(server, {}, { "if-match": '"1"' })).body.version).toBe(2);
  const stale = await put(server, open, { "if-match": '"1"' });
  expect([stale.status, stale.body.error.code]).toEqual([412, "RULES_CHANGED"]);
  expect((await put(server, open, { "if-match": "*" })).body.version).toBe(3);
});

it("tells everything that rules name and that is not there", async () => {
  await using server = await startTestServer();
  const { body, status } = await put(server, {
    hooks: { gone: [{ group: "Ghosts" }] },
    pages: { nowhere: [] },
    commands: { sms: { fly: [] }, other: { sendMessage: [{ group: "Ghosts" }] } },
  });
  expect(status).toBe(200);
  const told = body.problems.map(({ code, path: at }: { code: string; path: string }) => [
    code,
    at,
  ]);
  expect(told).toEqual([
    ["RULE_HOOK_UNKNOWN", "hooks.gone"],
    ["RULE_GROUP_UNKNOWN", "hooks.gone.0.group"],
    ["RULE_PAGE_UNKNOWN", "pages.nowhere"],
    ["RULE_COMMAND_UNKNOWN", "commands.sms.fly"],
    ["RULE_CONNECTION_UNKNOWN", "commands.other"],
    ["RULE_GROUP_UNKNOWN", "commands.other.sendMessage.0.group"],
  ]);
});

it("refuses what are no rules, and says where", async () => {
  await using server = await startTestServer();
  const wrong: unknown[] = [
    { hooks: { "Bad Name": [] } },
    { hooks: { a: [{ group: "Public", role: "Boss" }] } },
    { hooks: { a: [{}] } },
    { hooks: { a: [{ group: "+15550001111" }] } },
    { commands: { sms: { "send message": [] } } },
    { hook: {} },
    [],
    null,
  ];
  for (const body of wrong) {
    const answer = await put(server, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, "INPUT_INVALID"]);
    expect(JSON.stringify(answer.body)).not.toContain("15550001111");
  }
  expect((await server.api(path)).body.version).toBe(0);
});

it("keeps the last 50 versions", async () => {
  await using server = await startTestServer();
  const { pool } = server.database;
  for (let each = 1; each <= 53; each += 1) {
    await put(server, { hooks: { [`hook${each}`]: [] } }, { "if-match": "*" });
  }
  const rows = await pool.query("select min(version), max(version) from rules_versions");
  expect(rows.rows).toEqual([{ min: 4, max: 53 }]);
});
