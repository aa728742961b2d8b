import { expect, it } from "vitest";

import {
  block,
  callHook,
  holdTwilio,
  makeHook,
  sendResponse,
  sendText,
} from "../../testing/hook-flow.ts";
import { startTestServer } from "../../testing/test-server.ts";

it("has the row of a run in the database before its first text goes out", async () => {
  await using server = await startTestServer();
  const sent = sendText([sendResponse(block("trunkline_connection_data"))], []);
  await makeHook(server, "order", { settings: { access: "public" }, stack: [sent] });
  const held = holdTwilio(server);
  const body = JSON.stringify({ toPhone: "+15550001111", msg: "Packed." });
  const headers = { "content-type": "application/json" };
  const called = callHook(server, "/hooks/shop/order", { body, headers });
  await expect.poll(() => held.count).toBe(1);
  const { rows } = await server.database.pool.query(
    `select runs.status, attempts.state from runs join attempts
       on attempts.idempotency_key like runs.id || ':%'`,
  );
  expect(rows).toEqual([{ status: "running", state: "stored" }]);
  held.release();
  const { status, run } = await called;
  expect(status).toBe(200);
  await expect
    .poll(async () => {
      const found = await server.database.pool.query("select status from runs where id = $1", [
        run,
      ]);
      return found.rows;
    })
    .toEqual([{ status: "finished" }]);
});
