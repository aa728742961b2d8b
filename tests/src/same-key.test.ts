import { afterAll, beforeAll, expect, test } from "vitest";

import type { Answer } from "./testing/api-client.ts";
import { makeDataDirectory } from "./testing/data-directory.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { startServer } from "./testing/server-process.ts";
import { startSimulator } from "./testing/simulator-process.ts";
import { recipient, startWorld, type World } from "./testing/world.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

function sidOf(answer: Answer): string {
  expect(answer.status, answer.text).toBe(200);
  return (answer.body.data as { sid: string }).sid;
}

test("the same key gives the first answer again, also after a restart and a kill", async () => {
  const first = await world.send("Once", "key-again");
  const again = await world.send("Once", "key-again");
  expect(again.body).toEqual(first.body);

  await world.restart();
  expect((await world.send("Once", "key-again")).body).toEqual(first.body);
  await world.kill();
  await world.restart();
  expect((await world.send("Once", "key-again")).body).toEqual(first.body);

  expect(await world.simulator.messages("Once")).toMatchObject([{ sid: sidOf(first) }]);
  expect(await world.attempt("key-again")).toMatchObject({ tries: 1, sid: sidOf(first) });
});

test("twenty requests with one key at once send one text", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.send("Together", "key-together")),
  );
  expect(new Set(answers.map(sidOf)).size).toBe(1);
  expect(await world.simulator.messages("Together")).toHaveLength(1);
});

test("two servers on one data directory send one text for one key", async () => {
  await using second = await world.startSecond();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      world.send("On both", "key-both", index % 2 === 0 ? world.server : second),
    ),
  );
  expect(new Set(answers.map(sidOf)).size).toBe(1);
  expect(await world.simulator.messages("On both")).toHaveLength(1);
  const other = await world.send("On both, otherwise", "key-both", second);
  expect(other.status).toBe(422);
});

test("a server with a data directory of its own keeps to the keys of the shared database", async () => {
  await using elsewhere = await makeDataDirectory();
  const [masterKey] = await world.dataDirectory.masterKeys();
  await using second = await startServer({
    dataDir: elsewhere.path,
    env: {
      TRUNKLINE_MASTER_KEY: masterKey ?? "",
      TRUNKLINE_DATABASE_URL: await world.dataDirectory.connectionString(),
    },
  });
  const answers = await Promise.all([
    world.send("Shared", "key-shared"),
    world.send("Shared", "key-shared", second),
  ]);
  expect(new Set(answers.map(sidOf)).size).toBe(1);
  expect(await world.simulator.messages("Shared")).toHaveLength(1);
});

test("the same key with another input is refused, and with an equal one it is not", async () => {
  const first = await world.send("One thing", "key-other");
  const other = await world.send("Another thing", "key-other");
  expect(other.status).toBe(422);
  expect(other.body.error).toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
    outcome: "not-done",
    retryable: false,
  });
  const equal = await world.command(
    "sendMessage",
    { fromService: null, msg: "One thing", fromPhone: "", toPhone: recipient },
    "key-other",
  );
  expect(equal.body, "absent properties and their order make no difference").toEqual(first.body);
  expect(await world.simulator.messages("One thing")).toHaveLength(1);
  expect(await world.simulator.messages("Another thing")).toEqual([]);
});

test("an error that is final is stored and given again", async () => {
  const notOurs = { fromPhone: "+15550009999", toPhone: recipient, msg: "From a foreign number" };
  const first = await world.command("sendMessage", notOurs, "key-final");
  expect(first.status, first.text).toBe(422);
  expect(first.body.error).toMatchObject({ code: "SERVICE_REFUSED", retryable: false });
  expect(first.body.error?.requestId).toMatch(/^RQ/u);

  await world.restart();
  const again = await world.command("sendMessage", notOurs, "key-final");
  expect(again.status).toBe(422);
  expect(again.body, "Twilio's own id of the request shows that it was not asked twice").toEqual(
    first.body,
  );
  expect(await world.attempt("key-final")).toMatchObject({
    state: "not-done",
    tries: 1,
    sid: null,
  });
});

test("what could not be sent goes under the same key once Twilio is back", async () => {
  const { port } = world.simulator;
  await world.simulator.child.stop();
  for (const tries of [1, 2]) {
    const away = await world.send("Later", "key-later");
    expect(away.status, away.text).toBe(503);
    expect(away.headers["retry-after"]).toMatch(/^\d+$/u);
    expect(away.body.error).toMatchObject({ outcome: "not-done", retryable: true });
    expect(await world.attempt("key-later")).toMatchObject({ state: "not-done", tries });
  }
  world.simulator = await startSimulator(world.dataDirectory.path, port);
  const sid = sidOf(await world.send("Later", "key-later"));
  expect(await world.attempt("key-later")).toMatchObject({ state: "done", tries: 3, sid });
  expect(await world.simulator.messages("Later")).toMatchObject([{ sid }]);
});
