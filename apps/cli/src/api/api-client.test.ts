import { expect, test } from "vitest";

import { ApiKey } from "../config/server-address.ts";
import { fakeApiKey, startFakeServer } from "../testing/fake-server.ts";
import type { FakeAnswer } from "../testing/fake-server.ts";
import { createApiClient } from "./api-client.ts";

const clientOf = (url: string, timeoutMs?: number) =>
  createApiClient({ url, apiKey: new ApiKey(fakeApiKey) }, timeoutMs);

const read = { method: "GET", path: "/api/apps", changes: false } as const;
const change = { method: "POST", path: "/api/apps", body: { name: "a" }, changes: true } as const;

async function serverWith(answer: FakeAnswer) {
  return startFakeServer({ "GET /api/apps": answer, "POST /api/apps": answer });
}

test("a request carries the key, its query and its body", async () => {
  await using server = await serverWith({ json: { apps: [] } });
  const client = clientOf(server.url);
  await client.send({ ...read, query: { pageSize: "5", pageToken: undefined } });
  await client.send({ ...change, idempotencyKey: "once" });
  const [first, second] = server.requests;
  expect(first).toMatchObject({ url: "/api/apps?pageSize=5", body: null });
  expect(first?.headers).toMatchObject({ authorization: `Bearer ${fakeApiKey}` });
  expect(second).toMatchObject({ method: "POST", body: { name: "a" } });
  expect(second?.headers).toMatchObject({ "idempotency-key": "once" });
});

test("an answer's JSON is given exactly as it came", async () => {
  await using server = await serverWith({ text: '{ "apps":[],\n"nextPageToken": null}' });
  const answer = await clientOf(server.url).send(read);
  expect(answer.json).toBe('{ "apps":[],\n"nextPageToken": null}');
});

test("an answer without content is null", async () => {
  await using server = await serverWith({ status: 204 });
  expect(await clientOf(server.url).send(change)).toEqual({ json: "", value: null });
});

test("a server that isn't there was certainly not asked", async () => {
  const server = await serverWith({});
  await server[Symbol.asyncDispose]();
  await expect(clientOf(server.url).send(change)).rejects.toMatchObject({
    code: "SERVER_UNREACHABLE",
    report: { outcome: "not-done" },
  });
});

test.each(["cut", "hang"] as const)(
  "after a lost answer (%s) a change is unknown and a read is not",
  async (fault) => {
    await using server = await serverWith({ fault });
    const client = clientOf(server.url, 200);
    await expect(client.send(change)).rejects.toMatchObject({
      code: "ANSWER_LOST",
      report: { outcome: "unknown", retryable: false },
    });
    await expect(client.send(read)).rejects.toMatchObject({
      code: "ANSWER_LOST",
      report: { outcome: "not-done", retryable: true },
    });
  },
);

test("an error page of a proxy leaves a change unknown", async () => {
  await using server = await serverWith({ status: 502, text: "<h1>Bad Gateway</h1>" });
  await expect(clientOf(server.url).send(change)).rejects.toMatchObject({
    code: "ANSWER_LOST",
    report: { outcome: "unknown" },
  });
});

test("another server's page is told from ours", async () => {
  await using server = await serverWith({ status: 404, text: "<h1>Not Found</h1>" });
  await expect(clientOf(server.url).send(read)).rejects.toMatchObject({ code: "SERVER_STRANGE" });
});

test("the key does not follow a redirect", async () => {
  await using other = await serverWith({ json: {} });
  await using server = await serverWith({
    status: 307,
    headers: { location: `${other.url}/api/apps` },
  });
  await expect(clientOf(server.url).send(read)).rejects.toMatchObject({ code: "SERVER_STRANGE" });
  expect(other.requests).toEqual([]);
});
