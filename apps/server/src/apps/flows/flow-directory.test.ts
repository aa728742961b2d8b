import { join } from "node:path";

import { fileProvider } from "@trunkline/vault";
import { expect, it } from "vitest";

import { openDataKeys, openMasterKeys } from "../../connections/index.ts";
import { aFlow, aWorkspace, respondWith } from "../../testing/a-flow.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { openFlowDirectory } from "./flow-directory.ts";
import { openSigningSecret } from "./signing-secret.ts";

const path = "/api/apps/shop/flows/order-update";

async function openParts() {
  const server = await startTestServer();
  const provider = fileProvider(join(server.dataDir, "master.key"));
  const dataKeys = openDataKeys(server.database, await openMasterKeys(server.database, provider));
  const state = { mayKeep: true, questions: 0 };
  const pool = new Proxy(server.database.pool, {
    get(target, name) {
      if (name === "query") state.questions += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const database = { ...server.database, pool };
  return {
    server,
    state,
    directory: openFlowDirectory(database, dataKeys, () => state.mayKeep),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function save(server: TestServer, settings: object = {}) {
  const headers = (await server.api(path)).status === 404 ? {} : { "if-match": "*" };
  await server.api(path, { method: "PUT", body: aFlow({ settings }), headers });
}

const publish = (server: TestServer) => server.api(`${path}/publish`, { method: "POST" });

it("gives what is live, what is a draft, and null for what is neither", async () => {
  await using parts = await openParts();
  const { server, directory } = parts;
  expect(await directory.draft("shop", "order-update")).toBeNull();
  await save(server, { timeLimitSeconds: 5 });
  expect(await directory.live("shop", "order-update")).toBeNull();
  await publish(server);
  await save(server, { signature: {} });
  directory.forget();
  expect(await directory.live("shop", "order-update")).toMatchObject({
    appName: "shop",
    name: "order-update",
    kind: "web-hook",
    version: 1,
    isDraft: false,
    settings: { method: "POST", timeLimitSeconds: 5, access: "key", signature: null },
    workspace: aFlow()["workspace"],
  });
  expect(await directory.draft("shop", "order-update")).toMatchObject({
    version: 2,
    isDraft: true,
    settings: {
      timeLimitSeconds: 30,
      signature: { header: "x-trunkline-signature", windowSeconds: 300 },
    },
  });
  await expect(directory.live("none", "order-update")).rejects.toMatchObject({
    code: "APP_UNKNOWN",
  });
});

it("gives the same object as long as nothing of it has changed, and asks once for many", async () => {
  await using parts = await openParts();
  const { server, directory, state } = parts;
  await save(server);
  await publish(server);
  const live = () => directory.live("shop", "order-update");
  const first = await live();
  state.questions = 0;
  expect(await live()).toBe(first);
  expect(state.questions).toBe(0);
  directory.forget();
  const many = await Promise.all(Array.from({ length: 20 }, live));
  expect(new Set(many)).toEqual(new Set([first]));
  expect(state.questions).toBe(1);
  await save(server, { method: "GET" });
  directory.forget();
  expect(await live()).toBe(first);
  await publish(server);
  directory.forget();
  const changed = await Promise.all(Array.from({ length: 20 }, live));
  expect(new Set(changed).size).toBe(1);
  expect(changed[0]).toMatchObject({ version: 2, settings: { method: "GET" } });
});

it("asks every time while changes may go unheard, and still gives the same object", async () => {
  await using parts = await openParts();
  const { server, directory, state } = parts;
  await save(server);
  state.mayKeep = false;
  const first = await directory.draft("shop", "order-update");
  expect(await directory.draft("shop", "order-update")).toBe(first);
  await save(server, { method: "GET" });
  expect(await directory.draft("shop", "order-update")).toMatchObject({ version: 2 });
  await server.api(path, { method: "DELETE" });
  expect(await directory.draft("shop", "order-update")).toBeNull();
  await save(server);
  const anew = await directory.draft("shop", "order-update");
  expect(anew?.version).toBe(1);
  expect(anew?.flow).not.toBe(first?.flow);
});

it("gives the signing secret to whoever checks signatures, for its own flow alone", async () => {
  await using parts = await openParts();
  const { server, directory } = parts;
  await save(server);
  const before = await directory.draft("shop", "order-update");
  expect(before !== null && openSigningSecret(before)).toBeNull();
  const body = { secret: "a-secret-of-its-own-1" };
  await server.api(`${path}/signing-secret`, { method: "PUT", body });
  directory.forget();
  const form = await directory.draft("shop", "order-update");
  if (form === null) throw new Error("The flow is gone.");
  expect(openSigningSecret(form)).toBe(body.secret);
  expect(form.workspace).toBe(before?.workspace);
  expect(() => openSigningSecret({ ...form, flow: "flow_another" })).toThrow(
    expect.objectContaining({ code: "VAULT_TAMPERED" }),
  );
});

it("hears on one server of what is published on another, also after the database was away", async () => {
  await using server = await startTestServer();
  await using other = await startTestServer({
    database: server.database,
    dataDir: server.dataDir,
    withShop: false,
  });
  const publishAnswer = async (status: number) => {
    const settings = { access: "public" };
    const body = aFlow({ settings, workspace: aWorkspace(respondWith(status)) });
    const headers = (await server.api(path)).status === 404 ? {} : { "if-match": "*" };
    await server.api(path, { method: "PUT", body, headers });
    return (await publish(server)).status;
  };
  const answers = async () => {
    const [here, there] = [server.url, other.url].map((url) =>
      fetch(`${url}/hooks/shop/order-update`, { method: "POST" }),
    );
    return [(await here)?.status, (await there)?.status];
  };
  const patiently = { timeout: 10_000, interval: 50 };
  expect(await publishAnswer(202)).toBe(200);
  await expect.poll(answers, patiently).toEqual([202, 202]);
  expect(await publishAnswer(203)).toBe(200);
  await expect.poll(answers, patiently).toEqual([203, 203]);
  await server.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await expect.poll(() => publishAnswer(206), patiently).toBe(200);
  await expect.poll(answers, patiently).toEqual([206, 206]);
});

it("gives another form of the same workspace when only the release is another one", async () => {
  await using parts = await openParts();
  const { server, directory } = parts;
  await save(server);
  await publish(server);
  const live = () => directory.live("shop", "order-update");
  const first = await live();
  expect(first).toMatchObject({ release: 1, rules: {} });
  const other = "/api/apps/shop/flows/other";
  await server.api(other, { method: "PUT", body: aFlow({ name: "other" }) });
  await server.api(`${other}/publish`, { method: "POST" });
  directory.forget();
  const second = await live();
  expect(second).not.toBe(first);
  expect(second).toMatchObject({ release: 2, version: 1 });
  expect(second?.workspace).toBe(first?.workspace);
  expect(second?.rules).toBe(first?.rules);
  expect(await directory.released("shop", "order-update", 1)).toMatchObject({ release: 1 });
  expect(await directory.released("shop", "other", 1)).toBeNull();
});
