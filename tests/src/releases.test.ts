import { setTimeout as pause } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import type { Answer } from "./testing/api-client.ts";
import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { activate, type Mark, markOf, publishApp, saveMarked } from "./testing/releases.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startWorld, type World } from "./testing/world.ts";

let world: World;

const three = markOf(3);
const four = markOf(4);
const marks = [three, four];

// Attempts of a killed server count as unknown soon, so that the tests need not wait for minutes.
const env = {
  TRUNKLINE_ATTEMPT_LEASE_SECONDS: "2",
  TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "5",
  TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "1",
};

beforeAll(async () => {
  world = await startWorld({ env });
  for (let number = 1; number <= 4; number += 1) {
    await saveMarked(world, "notify", markOf(number));
    expect(await publishApp(world)).toBe(number);
  }
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

const call = (at: ServerProcess): Promise<Answer> =>
  at.api.call("POST", "/hooks/demo/notify", { headers: { authorization: null } });

const releaseOf = ({ status }: Answer) => marks.find((mark) => mark.status === status) ?? null;

interface RunBody {
  readonly release: number;
  readonly version: number;
  readonly status: string;
}

async function runOf(answer: Answer): Promise<RunBody> {
  const run = String(answer.headers["trunkline-run"]);
  return eventually("the run is stored", async () => {
    const { body } = await world.api("GET", `/api/apps/demo/runs/${run}`);
    return body["status"] === "finished" ? (body as unknown as RunBody) : null;
  });
}

/** Every text was sent by the sender of the release whose flow wrote it. */
async function expectWholeTexts(): Promise<void> {
  const messages = await world.simulator.messages();
  const seen = messages.map(({ body, from }) => `${body} ${from ?? ""}`);
  const right = [1, 2, 3, 4].flatMap((release) =>
    ["first", "second"].map((which) => `Release ${release}, ${which} ${markOf(release).sender}`),
  );
  expect([...new Set(seen)].toSorted().filter((one) => !right.includes(one))).toEqual([]);
}

const callers = 40;
const pauseMs = 150;
const switches = 12;
const switchEveryMs = 300;

/** Callers that ask about a hundred times a second together, half of them each server. */
async function callAmid(
  servers: readonly ServerProcess[],
  work: () => Promise<void>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const over = new AbortController();
  const loop = async (at: ServerProcess) => {
    while (!over.signal.aborted) {
      answers.push(await call(at));
      await pause(Math.random() * 2 * pauseMs);
    }
  };
  const loops = Array.from({ length: callers }, (_, index) =>
    loop(servers[index % servers.length] ?? world.server),
  );
  try {
    await work();
  } finally {
    over.abort();
    await Promise.all(loops);
  }
  return answers;
}

test("every request is answered wholly by one release while two are made live in turn", async () => {
  await using second = await world.startSecond();
  await world.simulator.addFault({ kind: "delay-after", probability: 0.7, delayMs: 30 });
  const startedAt = performance.now();
  const answers = await callAmid([world.server, second], async () => {
    for (let each = 0; each < switches; each += 1) {
      const mark = each % 2 === 0 ? three : four;
      await activate(world, mark.release);
      // The server that switched answers with it from now on; the other one soon.
      const next = await call(world.server);
      expect(releaseOf(next), next.text).toBe(mark);
      await eventually("the second server", async () => releaseOf(await call(second)) === mark);
      await pause(switchEveryMs);
    }
  });
  const perSecond = (answers.length / (performance.now() - startedAt)) * 1000;
  await world.simulator.clearFaults();
  const counts = marks.map((mark) => answers.filter((one) => releaseOf(one) === mark).length);
  console.log(
    `${switches} switches amid ${answers.length} requests (${perSecond.toFixed(0)} a second): ` +
      `${counts.join(" by release 3 and ")} by release 4`,
  );
  for (const answer of answers) {
    const mark = releaseOf(answer);
    expect(mark, answer.text).not.toBeNull();
    expect(answer.text).toBe(mark?.sender);
  }
  expect(Math.min(...counts)).toBeGreaterThan(0);
  for (const answer of answers.filter((_, index) => index % 10 === 0)) {
    const { release, version } = await runOf(answer);
    expect([release, version]).toEqual([releaseOf(answer)?.release, releaseOf(answer)?.release]);
  }
  await expectWholeTexts();
});

/** Begins a run that stays in its first command until its second is to be sent. */
async function beginSlowly(mark: Mark): Promise<{ readonly answer: Promise<Answer> }> {
  const body = `Release ${mark.release}, first`;
  const before = (await world.simulator.messages(body)).length;
  await world.simulator.addFault({ kind: "delay-after", times: 1, delayMs: 2000 });
  const answer = call(world.server);
  await eventually("the first text was sent", async () => {
    return (await world.simulator.messages(body)).length > before;
  });
  return { answer };
}

test("a run that began before a switch ends on its own release, in flow and settings", async () => {
  await activate(world, 3);
  const began = await beginSlowly(three);
  await activate(world, 4);
  expect(releaseOf(await call(world.server))).toBe(four);
  const answer = await began.answer;
  expect([answer.status, answer.text]).toEqual([three.status, three.sender]);
  expect(await runOf(answer)).toMatchObject({ release: 3, version: 3, status: "finished" });
  await expectWholeTexts();
});

test("a run that goes again after its server was killed does so on its own release", async () => {
  await activate(world, 3);
  const keyed = (key: string) =>
    world.server.api.call("POST", "/hooks/demo/notify", {
      headers: { authorization: null, "idempotency-key": key },
    });
  const body = "Release 3, first";
  const before = (await world.simulator.messages(body)).length;
  await world.simulator.addFault({ kind: "delay-before", times: 1, delayMs: 3000 });
  const broken = keyed("again").then(
    () => "answered",
    () => "broken",
  );
  await eventually("the call is stored", async () => {
    const rows = await world.rows(
      "select 1 from hook_calls where release = 3 and state = 'running'",
    );
    return rows.length === 1;
  });
  await world.kill();
  expect(await broken).toBe("broken");
  console.log("Killed with 1 hook call in flight.");
  await world.simulator.clearFaults();
  await world.restart();
  await activate(world, 4);
  const answer = await eventually("the run went again", async () => {
    const tried = await keyed("again");
    return tried.status === 409 || tried.status === 504 ? null : tried;
  });
  const run = String(answer.headers["trunkline-run"]);
  const { body: shown } = await world.api("GET", `/api/apps/demo/runs/${run}`);
  expect(shown).toMatchObject({ release: 3, version: 3 });
  const after = (await world.simulator.messages(body)).length;
  expect(after - before).toBeLessThanOrEqual(1);
  await expectWholeTexts();
});
