import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";

it("says that it is alive and ready to anybody", async () => {
  await using server = await startTestServer({ withShop: false });
  const headers = { authorization: "" };
  expect(await server.api("/healthz", { headers })).toMatchObject({ status: 200 });
  expect(await server.api("/readyz", { headers })).toMatchObject({
    status: 200,
    body: { status: "ready" },
  });
});

it("tells the owner the state of database and vault, and rotates the master key", async () => {
  await using server = await startTestServer();
  const before = (await server.api("/api/status")).body;
  expect(before).toMatchObject({
    database: { kind: "external", migration: expect.any(Number) },
    vault: { source: "file", waitingForRotation: 0 },
  });
  const rotated = await server.api("/api/vault/rotate", { method: "POST" });
  expect(rotated.body).toMatchObject({ rewrapped: 2 });
  expect(rotated.body.masterKeyId).not.toBe(before.vault.masterKeyId);
  expect((await server.send({ toPhone: "+15550001111", msg: "Packed." })).status).toBe(200);
});

it("describes every route under /api in an OpenAPI 3.1 document", async () => {
  await using server = await startTestServer({ withShop: false });
  const document = (await server.api("/openapi.json")).body;
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toContain(
    "/api/apps/{app}/connections/{connection}/commands/{command}",
  );
  const reference = await server.api("/reference/");
  expect([reference.status, reference.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
});
