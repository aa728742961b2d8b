import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import type { Answer } from "./testing/api-client.ts";
import { eventually } from "./testing/eventually.ts";
import { killFromOutside } from "./testing/kill-from-outside.ts";
import { type Confidential, filesBelow, leaksIn, leaksInFiles } from "./testing/leaks.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { sender, startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

/** Files that exist to hold a secret for their user, and the simulator's own. */
const keepers = ["owner.key", "client.json", "master.key", "simulator/accounts.json"];

const texts = {
  "a body": "Your code is 993-104-PRIVATE",
  "a body with signs": 'Zoë said: "meet me @ 5 & bring €20" — PRIVATE',
  "a refused body": "This one is refused PRIVATE",
  "a lost body": "This one is lost PRIVATE",
};
const numbers = {
  "a recipient": "15557310091",
  "a refused recipient": "15557310092",
  "a lost recipient": "15557310093",
  "a filter": "15557310094",
  "a wrong number": "15557310095",
  "a foreign sender": "15557310096",
  "a draft recipient": "15557310097",
  "our own sender": sender.slice(1),
};
const wrongToken = "77777777777777777777777777777777";

/** Everything that can happen to a request, each with something private in it. */
async function misbehave(world: World): Promise<Answer[]> {
  const { accountSid } = world.account;
  const answers: Answer[] = [];
  const run = async (command: string, data: unknown, key?: string) => {
    answers.push(await world.command(command, data, key));
  };
  const to = (name: keyof typeof numbers) => `+${numbers[name]}`;
  const lost = { toPhone: to("a lost recipient"), msg: texts["a lost body"] };

  for (const msg of [texts["a body"], texts["a body with signs"]]) {
    await run("sendMessage", { toPhone: to("a recipient"), msg });
  }
  const refused = { toPhone: to("a refused recipient"), msg: texts["a refused body"] };
  await run("sendMessage", { ...refused, fromPhone: to("a foreign sender") });
  await run("sendMessage", { ...refused, toPhone: `+999${numbers["a refused recipient"]}` });
  for (const kind of ["error-after", "cut-after", "not-json", "too-many-requests"] as const) {
    await world.simulator.addFault({ kind, times: 1 });
    await run("sendMessage", lost, `key-${kind}`);
    await run("sendMessage", { ...lost, msg: texts["a refused body"] }, `key-${kind}`);
  }
  await run("listMessages", { criteria: { to: to("a filter") } });
  await run("listMessagesPage", { criteria: { from: to("a filter") } });
  await run("sendMessage", { toPhone: numbers["a wrong number"], msg: texts["a refused body"] });
  await run("sendMessage", { toPhone: to("a recipient"), [to("a wrong number")]: "x" });
  await run("readMessage", { sid: to("a wrong number") });

  const profiles = "/api/apps/demo/profiles";
  const settings = { accountSid, authToken: wrongToken, baseUrl: world.simulator.url };
  const wrong = { name: "wrong", service: "twilio", settings };
  const requests: readonly (readonly [string, string, unknown])[] = [
    ["POST", profiles, wrong],
    ["POST", profiles, wrong],
    ["POST", `${profiles}/wrong/test`, undefined],
    ["PATCH", `${profiles}/wrong`, { settings: { authToken: `${wrongToken} ${wrongToken}` } }],
    ["POST", "/api/apps", { name: numbers["a wrong number"] }],
    ["POST", "/api/apps", `{"name": "${texts["a refused body"]}`],
    ["GET", `/api/apps/${encodeURIComponent(to("a wrong number"))}`, undefined],
    ["GET", `/api/apps/demo/attempts?state=${numbers["a wrong number"]}`, undefined],
    ["GET", `/${numbers["a wrong number"]}`, undefined],
  ];
  for (const [method, path, body] of requests) {
    answers.push(await world.api(method, path, { body }));
  }
  answers.push(
    await world.api("GET", "/api/apps", { headers: { authorization: `Bearer ${wrongToken}` } }),
  );
  return answers;
}

/** Breaks the database under sends, for the errors that PostgreSQL and its driver write. */
async function breakDatabase(world: World): Promise<Answer[]> {
  const pid = await world.dataDirectory.postmasterPid();
  if (pid === null) throw new Error("PostgreSQL is not running.");
  await killFromOutside(pid);
  const answers: Answer[] = [];
  await eventually("texts go out again", async () => {
    const toPhone = `+${numbers["a lost recipient"]}`;
    const answer = await world.command("sendMessage", { toPhone, msg: texts["a lost body"] });
    answers.push(answer);
    return answer.status === 200;
  });
  return answers;
}

function confidentialOf(world: World): Confidential {
  const { accountSid, authToken, apiKeys } = world.account;
  const keySecret = apiKeys[0]?.secret ?? "";
  return {
    ...texts,
    ...numbers,
    "the account's SID": accountSid,
    "the auth token": authToken,
    "the API key's secret": keySecret,
    "a wrong token": wrongToken,
    "the owner's key": world.server.key,
  };
}

test("secrets, numbers and texts stand in no log, no error and no file", async () => {
  await using world = await startWorld({
    env: { TRUNKLINE_LOG_LEVEL: "trace" },
    connection: { draftRecipients: [`+${numbers["a draft recipient"]}`] },
  });
  const confidential = confidentialOf(world);
  const answers = [...(await misbehave(world)), ...(await breakDatabase(world))];

  const failed = answers.filter((answer) => answer.status >= 400);
  expect(failed.length).toBeGreaterThan(15);
  for (const answer of failed) expect(leaksIn(answer.text, confidential), answer.text).toEqual([]);
  for (const answer of answers) {
    expect(leaksIn(JSON.stringify(answer.headers), confidential)).toEqual([]);
  }
  const { path } = world.dataDirectory;
  const look = async () => leaksInFiles(await filesBelow(path, keepers), confidential);
  expect(await look(), "while it runs").toEqual([]);
  await world.restart();
  expect(leaksIn(world.logs, confidential), world.logs).toEqual([]);
  expect(world.logs).toContain("/api/apps/:app/connections");
  // Stopping in order has written every page of the database to its file.
  expect(await look(), "after a restart").toEqual([]);

  // The search does find what is written in the clear on purpose, also in the database's files.
  const plain = {
    "the auth token": confidential["the auth token"] ?? "",
    "an idempotency key": "key-not-json",
  };
  const all = await filesBelow(path, []);
  expect(all).toContain(join(path, "postgres/postgres.log"));
  const found = await leaksInFiles(all, plain);
  expect(found).toContain(`the auth token in ${join(path, "simulator/accounts.json")}`);
  const inDatabase = `an idempotency key in ${join(path, "postgres/cluster/base")}`;
  expect(found.some((finding) => finding.startsWith(inDatabase))).toBe(true);
});
