import http from "node:http";

import { expect, onTestFinished, test } from "vitest";

import { fakeApi } from "../fixtures/answers.mjs";
import { seedDemo } from "./demo.mjs";

const profile = "/api/apps/demo/profiles/simulator";
const hook = "/api/apps/demo/flows/send-text";
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
  const hookCalls = () =>
    api.asked
      .filter((one) => one.url.startsWith(hook))
      .map((one) => `${one.method} ${one.url.slice(hook.length)}`.trim());
  return { ...api, url, seed, sends, hookCalls };
}

test("makes app, profile, connection and Web Hook, then sends the first text under its own key", async () => {
  const demo = await aDemo();
  expect(await demo.seed()).toEqual({ outcome: "sent", hookError: null });
  expect(demo.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "POST /api/apps",
    "POST /api/apps/demo/profiles",
    "POST /api/apps/demo/connections",
    `GET ${hook}`,
    `PUT ${hook}`,
    `POST ${hook}/publish`,
    `POST ${send}`,
  ]);
  expect(demo.sends()[0].key).toBe("demo-first-text");
});

test("a second start changes nothing and repeats the first text's key", async () => {
  const demo = await aDemo();
  await demo.seed();
  expect(await demo.seed()).toEqual({ outcome: "sent", hookError: null });
  expect(demo.asked.filter(({ method }) => method === "PATCH")).toEqual([]);
  expect(demo.sends().map(({ key, body }) => [key, body])).toEqual(
    Array.from({ length: 2 }, () => ["demo-first-text", demo.sends()[0].body]),
  );
});

test("a Web Hook that is live is asked for and left alone, whatever has become of it", async () => {
  const demo = await aDemo();
  await demo.seed();
  demo.keep(hook, { name: "send-text", kind: "web-hook", version: 7, liveVersion: 5 });
  await demo.seed();
  expect(demo.hookCalls()).toEqual(["GET", "PUT", "POST /publish", "GET"]);
});

test("a Web Hook that was made and never published is published by the next start", async () => {
  const demo = await aDemo();
  await demo.seed();
  const { body } = demo.asked.find(({ method }) => method === "PUT");
  demo.keep(hook, { ...body, version: 1, liveVersion: null });
  await demo.seed();
  expect(demo.hookCalls().slice(3)).toEqual(["GET", "POST /publish"]);
});

test("a draft that somebody changed before it was published is left to them", async () => {
  const demo = await aDemo();
  await demo.seed();
  const { body } = demo.asked.find(({ method }) => method === "PUT");
  demo.keep(hook, { ...body, workspace: {}, version: 2, liveVersion: null });
  await demo.seed();
  expect(demo.hookCalls().slice(3)).toEqual(["GET"]);
});

test("a Web Hook that cannot be made does not keep the first text back", async () => {
  const api = fakeApi();
  const url = await listen((request, response) => {
    if (!request.url.startsWith(hook)) return api.answer(request, response);
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "Flows are out of order." } }));
  });
  const seeded = await seedDemo({ serverUrl: url, simulatorUrl: url, key: "the key" });
  expect(seeded).toMatchObject({
    outcome: "sent",
    hookError: { message: "Flows are out of order." },
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
