import { setTimeout as pause } from "node:timers/promises";

import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { publishApp, saveHook } from "./testing/releases.ts";
import { respond, text } from "./testing/web-hook.ts";
import { startWorld, type World } from "./testing/world.ts";

let world: World;

const flows = 40;
const names = Array.from({ length: flows }, (_, index) => `hook-${index}`);
const latestKillMs = 500;

beforeAll(async () => {
  world = await startWorld();
  await saveAll(1);
  expect(await publishApp(world)).toBe(1);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

/** Every flow of the draft answers with what belongs to one release. */
async function saveAll(release: number): Promise<void> {
  for (const name of names) await saveHook(world, name, respond(text(`Release ${release}`)));
}

/** What the flows answer: all the same, as they are of one release. */
async function answers(): Promise<string[]> {
  const all = await Promise.all(
    names.map((name) =>
      world.api("POST", `/hooks/demo/${name}`, { headers: { authorization: null } }),
    ),
  );
  return [...new Set(all.map((answer) => answer.text))];
}

interface Counts {
  readonly number: number;
  readonly flows: number;
  readonly connections: number;
  readonly isLive: boolean;
  readonly isLast: boolean;
}

/** What there is of each release. */
async function counts(): Promise<Counts[]> {
  return world.rows<Counts>(
    `select r.number, count(distinct f.name)::int as flows, count(distinct c.name)::int as connections,
       r.number = apps.live_release as "isLive", r.number = apps.last_release as "isLast"
     from releases r join apps on apps.id = r.app_id
       left join release_flows f on f.app_id = r.app_id and f.number = r.number
       left join release_connections c on c.app_id = r.app_id and c.number = r.number
     group by r.number, apps.live_release, apps.last_release order by r.number`,
  );
}

/** Releases 1 to `last`, each with everything that belongs to it; the last one is live. */
function whole(last: number): Counts[] {
  return Array.from({ length: last }, (_, index) => {
    const isLast = index + 1 === last;
    return { number: index + 1, flows, connections: 1, isLive: isLast, isLast };
  });
}

/** Lets nobody write a release's connections, which come after its flows. */
async function holdPublishing(): Promise<Client> {
  const client = new Client({ connectionString: await world.dataDirectory.connectionString() });
  await client.connect();
  await client.query("begin; lock table release_connections in share mode");
  return client;
}

const waiting = `
  select pid from pg_stat_activity
  where wait_event_type = 'Lock' and query ilike 'insert into "release_connections"%'`;

async function publishUntilHeld(): Promise<{ readonly answer: Promise<string>; pid: number }> {
  const answer = publishApp(world).then(
    () => "published",
    () => "failed",
  );
  const pid = await eventually("the publish waits between its parts", async () => {
    const [row] = await world.rows<{ pid: number }>(waiting);
    return row?.pid;
  });
  return { answer, pid };
}

test("a server that is killed between the parts of a publish leaves nothing of it", async () => {
  await saveAll(2);
  const held = await holdPublishing();
  const { answer } = await publishUntilHeld();
  await world.kill();
  expect(await answer).toBe("failed");
  console.log("Killed with 1 publish in flight.");
  await held.end();
  await world.restart();
  expect(await counts()).toEqual(whole(1));
  expect(await answers()).toEqual(["Release 1"]);
  expect(await publishApp(world)).toBe(2);
  expect(await counts()).toEqual(whole(2));
  expect(await answers()).toEqual(["Release 2"]);
});

test("a publish whose connection to the database is cut leaves nothing of it", async () => {
  await saveAll(3);
  const held = await holdPublishing();
  const { answer, pid } = await publishUntilHeld();
  await world.rows("select pg_terminate_backend($1)", [pid]);
  expect(await answer).toBe("failed");
  await held.end();
  expect(await counts()).toEqual(whole(2));
  expect(await answers()).toEqual(["Release 2"]);
  expect(await publishApp(world)).toBe(3);
  expect(await answers()).toEqual(["Release 3"]);
});

/** Publishes again and again, one flow with a text of its own each time, until nobody answers. */
async function publishUntilKilled(said: Map<string, number>): Promise<string> {
  for (;;) {
    const says = `Text ${said.size + 1}`;
    said.set(says, 0);
    try {
      await saveHook(world, "hook-0", respond(text(says)));
      said.set(says, await publishApp(world));
    } catch (error) {
      if (error instanceof Error && "code" in error) return says;
      throw error;
    }
  }
}

test("a server that is killed at any moment of a publish has published all or nothing", async () => {
  const said = new Map<string, number>();
  for (let round = 1; round <= 4; round += 1) {
    const publishing = publishUntilKilled(said);
    await eventually("something is published", () => Math.max(0, ...said.values()) > 0);
    // Not a wait for something: the moment of the kill is what differs from round to round.
    await pause(Math.random() * latestKillMs);
    await world.kill();
    const last = await publishing;
    await world.restart();
    const found = await counts();
    expect(found).toEqual(whole(found.length));
    const [live] = (await answers()).filter((one) => one.startsWith("Text"));
    // Nobody was told of the last one: it is there or not. Of all others the newest is live.
    const isThere = live === last;
    if (isThere) said.set(last, found.length);
    const newest = Math.max(...said.values());
    expect(said.get(live ?? "") ?? 0).toBe(found.length);
    expect(found.length).toBe(newest);
    const told = `round ${round}: killed with 1 save or publish in flight after ${newest} releases`;
    console.log(`${told}; the last one is ${isThere ? "" : "not "}there`);
  }
});
