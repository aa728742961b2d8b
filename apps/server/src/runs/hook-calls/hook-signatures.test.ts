import { randomBytes } from "node:crypto";

import { expect, it } from "vitest";

import { makeDatabase } from "../../testing/test-database.ts";
import { expireHookCalls } from "./hook-expiry.ts";
import { openHookSignatures } from "./hook-signatures.ts";

const soon = new Date(Date.now() + 300_000);

it("takes a signature once, whichever servers see it and however many at once", async () => {
  await using database = await makeDatabase();
  const servers = [openHookSignatures(database.pool), openHookSignatures(database.pool)];
  const signature = { flow: "flow_1", bytes: randomBytes(32), expiresAt: soon } as const;
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) => servers[index % 2]?.take(signature)),
  );
  expect(taken.filter((isNew) => isNew)).toHaveLength(1);
  for (const server of servers) expect(await server.take(signature)).toBe(false);
});

it("takes different signatures of one batch, and the same one for another flow", async () => {
  await using database = await makeDatabase();
  const server = openHookSignatures(database.pool);
  const bytes = randomBytes(32);
  const table = [
    { flow: "flow_1", bytes, expiresAt: soon },
    { flow: "flow_2", bytes, expiresAt: soon },
    { flow: "flow_1", bytes: randomBytes(32), expiresAt: soon },
    { flow: "flow_1", bytes, expiresAt: soon },
  ] as const;
  const taken = await Promise.all(table.map((one) => server.take(one)));
  expect(taken).toEqual([true, true, true, false]);
});

it("forgets a signature when the time window refuses it anyhow, and not before", async () => {
  await using database = await makeDatabase();
  const server = openHookSignatures(database.pool);
  const past = new Date(Date.now() - 60_000);
  await server.take({ flow: "flow_1", bytes: randomBytes(32), expiresAt: soon });
  await server.take({ flow: "flow_1", bytes: randomBytes(32), expiresAt: past });
  expect(await expireHookCalls(database.pool)).toBe(1);
});
