import { readFile } from "node:fs/promises";

import { expect, it } from "vitest";

import { startTestServer, type TestServer } from "../../testing/test-server.ts";

const example = new URL(
  "../../../../../examples/order-update/flows/order-update.json",
  import.meta.url,
);
const flows = 200;

/** Saves one flow by the API, and has the others as its copies. */
async function saveFlows(server: TestServer) {
  const body = JSON.parse(await readFile(example, "utf8")) as Record<string, unknown>;
  const path = "/api/apps/shop/flows/order-update";
  expect((await server.api(path, { method: "PUT", body })).status).toBe(201);
  await server.database.pool.query(
    `insert into flows (id, app_id, name, version)
     select 'flow_copy' || number, app_id, 'copy-' || number, 1
     from flows, generate_series(2, ${flows}) as number`,
  );
  await server.database.pool.query(
    `insert into flow_versions (flow_id, version, kind, document)
     select copies.id, 1, kind, document from flow_versions, flows as copies
     where copies.name like 'copy-%'`,
  );
}

it("publishes two hundred flows at once", async () => {
  await using server = await startTestServer();
  await saveFlows(server);
  const published = await server.api("/api/apps/shop/releases", { body: {} });
  expect(published.status, JSON.stringify(published.body.problems)).toBe(201);
  expect(published.body.changes).toHaveLength(flows + 1);
});
