import http from "node:http";

import { expect, onTestFinished, test } from "vitest";

import { fakeApi } from "../fixtures/answers.mjs";
import { seedDemo } from "./demo.mjs";

const profile = "/api/apps/demo/profiles/simulator";
const app = "/api/apps/demo";
const documents = `${app}/documents`;
const send = "/api/apps/demo/connections/sms/commands/sendMessage";

async function listen(answer) {
  const server = http.createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

async function aDemo(options) {
  const api = fakeApi(options);
  const url = await listen(api.answer);
  const seed = (change = {}) =>
    seedDemo({ serverUrl: url, simulatorUrl: url, key: "the key", ...change });
  const sends = () => api.asked.filter((one) => one.url === send);
  const documentCalls = () =>
    api.asked
      .filter((one) => one.url === documents || one.url === `${app}/releases`)
      .map((one) => `${one.method} ${one.url.slice(app.length + 1)}`);
  return { ...api, url, seed, sends, documentCalls };
}

test("makes app, profile, connection and the examples, then sends the first text under its own key", async () => {
  const demo = await aDemo();
  expect(await demo.seed()).toEqual({ outcome: "sent", hookError: null });
  expect(demo.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${app}`,
    "GET /api/apps?pageSize=1",
    "POST /api/apps",
    `POST ${app}/profiles`,
    `POST ${app}/connections`,
    `GET ${documents}`,
    `PUT ${documents}`,
    `POST ${app}/releases`,
    `POST ${send}`,
  ]);
  expect(demo.sends()[0].key).toBe("demo-first-text");
  const { body } = demo.asked.find(({ method }) => method === "PUT");
  expect(body.flows.map(({ name }) => name)).toEqual([
    "contact-form",
    "missed-appointment",
    "order-update",
    "redact-messages",
    "send-text",
    "two-factor-code",
  ]);
  expect(body.connections.map(({ name, profile: used }) => [name, used])).toEqual([
    ["sms", "simulator"],
  ]);
  expect([body.groups, Object.keys(body.rules.hooks)]).toEqual([["Support"], ["order-update"]]);
});

test("a server that has other apps gets no demo", async () => {
  const demo = await aDemo({ apps: [{ name: "shop", archivedAt: null }] });
  expect(await demo.seed()).toEqual({ outcome: "left-out", hookError: null });
  expect(demo.asked.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a demo that somebody has archived is left alone", async () => {
  const demo = await aDemo({ apps: [{ name: "demo", archivedAt: "2026-01-01T00:00:00.000Z" }] });
  expect(await demo.seed()).toEqual({ outcome: "left-out", hookError: null });
});

test("a second start changes nothing and repeats the first text's key", async () => {
  const demo = await aDemo({ sentAt: Date.now() + 60_000 });
  await demo.seed();
  expect(await demo.seed()).toEqual({ outcome: "sent", hookError: null });
  expect(demo.asked.filter(({ method }) => method === "PATCH")).toEqual([]);
  expect(demo.sends().map(({ key, body }) => [key, body])).toEqual(
    Array.from({ length: 2 }, () => ["demo-first-text", demo.sends()[0].body]),
  );
});

test("what is live is asked for and left alone, whatever has become of the draft", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep(documents, { groups: [], rules: {}, connections: [], flows: [] });
  await demo.seed();
  expect(demo.documentCalls()).toEqual(["GET documents", "PUT documents", "POST releases"]);
});

test("examples that were put there and never published are published by the next start", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep(app, { name: "demo", liveRelease: null, archivedAt: null });
  await demo.seed();
  expect(demo.documentCalls().slice(3)).toEqual(["GET documents", "POST releases"]);
});

test("a draft that somebody changed before it was published is left to them", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep(app, { name: "demo", liveRelease: null, archivedAt: null });
  const { body } = demo.asked.find(({ method }) => method === "PUT");
  for (const flows of [body.flows.slice(1), [{ ...body.flows[0], workspace: {} }]]) {
    demo.keep(documents, { ...body, flows });
    await demo.seed();
  }
  expect(demo.documentCalls().slice(3)).toEqual(["GET documents", "GET documents"]);
});

test("examples that cannot be put there do not keep the first text back", async () => {
  const api = fakeApi();
  const url = await listen((request, response) => {
    if (!request.url.startsWith(documents)) return api.answer(request, response);
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "Documents are out of order." } }));
  });
  const seeded = await seedDemo({ serverUrl: url, simulatorUrl: url, key: "the key" });
  expect(seeded).toMatchObject({
    outcome: "sent",
    hookError: { message: "Documents are out of order." },
  });
});

test("an answer from an earlier start is told apart", async () => {
  const demo = await aDemo({ sentAt: Date.now() - 60_000 });
  expect(await demo.seed()).toEqual({ outcome: "sent-earlier", hookError: null });
});

test("a simulator at another address is told to the profile", async () => {
  const demo = await aDemo();
  await demo.seed();
  const other = await listen(fakeApi().answer);
  expect(await demo.seed({ simulatorUrl: other })).toEqual({ outcome: "sent", hookError: null });
  const patches = demo.asked.filter(({ method }) => method === "PATCH");
  expect(patches.map(({ url, body }) => [url, body.settings.baseUrl])).toEqual([[profile, other]]);
});

test("a profile that was given a real account is never overwritten nor sent through", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep(profile, { settings: { accountSid: `AC${"1".repeat(32)}` } });
  expect(await demo.seed()).toEqual({ outcome: "changed", hookError: null });
  expect(demo.asked.some(({ method }) => method === "PATCH")).toBe(false);
  expect(demo.sends()).toHaveLength(1);
});

test("a connection that was pointed at another profile is not sent through", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep("/api/apps/demo/connections/sms", { profile: "mine", settings: {} });
  expect(await demo.seed()).toEqual({ outcome: "changed", hookError: null });
  expect(demo.sends()).toHaveLength(1);
});

test("a refusal keeps the server's words", async () => {
  const refuse = (request, response) => {
    if (request.url === "/simulator/accounts") return fakeApi().answer(request, response);
    response.writeHead(503, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "The database is away." } }));
  };
  const url = await listen(refuse);
  await expect(seedDemo({ serverUrl: url, simulatorUrl: url, key: "k" })).rejects.toThrow(
    "The database is away.",
  );
});
