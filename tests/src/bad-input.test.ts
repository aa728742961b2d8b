import { afterAll, beforeAll, expect, test } from "vitest";

import type { Answer, RequestParts } from "./testing/api-client.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { expectOneShape } from "./testing/one-shape.ts";
import { recipient, startWorld, type World } from "./testing/world.ts";

let world: World;

/** Part of every wrong value: no answer may repeat it. */
const marker = "5417829";
const sid = `SM${"0".repeat(32)}`;

beforeAll(async () => {
  world = await startWorld();
  const connection = { name: "bare", service: "twilio", profile: "simulator" };
  await world.api("POST", "/api/apps/demo/connections", { body: connection });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

function expectRefusal(answer: Answer, status: number, code: string, says: RegExp): void {
  expect(answer.status, answer.text).toBe(status);
  const error = expectOneShape(answer);
  expect(error).toMatchObject({ code, outcome: "not-done" });
  expect(`${error.message} ${error.hint ?? ""}`).toMatch(says);
  expect(answer.text).not.toContain(marker);
}

const good = { toPhone: recipient, msg: "Fine" };

/** Name, command, input, and what the message or hint says. */
const wrongInputs: readonly (readonly [string, string, unknown, RegExp])[] = [
  ["a misspelled property", "sendMessage", { ...good, mesg: "x" }, /mesg.*Did you mean "msg"/u],
  ["an unknown property", "sendMessage", { ...good, zzz: marker }, /zzz/u],
  ["a name that is no identifier", "sendMessage", { ...good, [`+1555${marker}`]: 1 }, /not known/u],
  ["Twilio's own name", "sendMessage", { to: recipient, msg: "x" }, /Give "toPhone" instead/u],
  ["an option in the wrong place", "sendMessage", { ...good, mediaUrl: "x" }, /customProps/u],
  ["a repeated named input", "sendMessage", { ...good, customProps: { body: marker } }, /body/u],
  ["a misspelled option", "sendMessage", { ...good, customProps: { mediaURL: "x" } }, /mediaUrl/u],
  [
    "a number without plus",
    "sendMessage",
    { ...good, toPhone: `1555${marker}` },
    /toPhone.*E\.164/u,
  ],
  [
    "a number that is too long",
    "sendMessage",
    { ...good, toPhone: `+1555${marker}55555555` },
    /toPhone/u,
  ],
  ["a number with dashes", "sendMessage", { ...good, toPhone: `+1-555-${marker}` }, /toPhone/u],
  ["a number as a number", "sendMessage", { ...good, toPhone: 15550001111 }, /toPhone/u],
  ["no recipient", "sendMessage", { msg: "x" }, /toPhone.*missing/u],
  ["no content", "sendMessage", { toPhone: recipient }, /msg.*missing/u],
  ["1601 characters", "sendMessage", { ...good, msg: marker.repeat(229).slice(0, 1601) }, /1600/u],
  ["half a character", "sendMessage", { ...good, msg: "\uD83D" }, /whole characters/u],
  ["a malformed sender", "sendMessage", { ...good, fromPhone: `+0${marker}` }, /fromPhone/u],
  ["a malformed service", "sendMessage", { ...good, fromService: `MG${marker}` }, /fromService/u],
  [
    "a schedule without service",
    "sendMessage",
    { ...good, customProps: { sendAt: "2099-01-01T00:00:00Z" } },
    /fromService/u,
  ],
  [
    "a day that is none",
    "sendMessage",
    { ...good, customProps: { sendAt: "2030-02-31T00:00:00Z" } },
    /sendAt/u,
  ],
  ["a text in place of the input", "sendMessage", `text ${marker}`, /object/u],
  ["a list in place of the input", "sendMessage", [good], /./u],
  ["a malformed SID", "readMessage", { sid: `SM${marker}` }, /sid.*SM or MM/u],
  ["a SID of another kind", "readMessage", { sid: `AC${"0".repeat(32)}` }, /sid/u],
  ["no SID", "deleteMessage", {}, /sid.*missing/u],
  ["an update of nothing", "updateMessage", { sid }, /customProps/u],
  ["an update of something else", "updateMessage", { sid, customProps: { to: recipient } }, /to/u],
  [
    "a wrong date",
    "listMessages",
    { criteria: { dateSent: `${marker}-99-99` } },
    /dateSent.*date/u,
  ],
  ["a page size in criteria", "listMessages", { criteria: { pageSize: 5 } }, /limit/u],
  [
    "a page token in criteria",
    "listMessages",
    { criteria: { pageToken: "x" } },
    /listMessagesPage/u,
  ],
  ["a limit of nought", "listMessages", { limit: 0 }, /limit.*1 to 1000/u],
  ["a limit that is too high", "listMessages", { limit: 1001 }, /limit.*1 to 1000/u],
  [
    "a foreign page token",
    "listMessagesPage",
    { pageToken: `http://169.254.0.1/${marker}` },
    /pageToken/u,
  ],
];

test.each(wrongInputs)(
  "%s is refused before anything is sent",
  async (_name, command, data, says) => {
    expectRefusal(await world.command(command, data), 400, "INPUT_INVALID", says);
  },
);

test("a send without a sender is refused where the connection has no default", async () => {
  const path = "/api/apps/demo/connections/bare/commands/sendMessage";
  const answer = await world.api("POST", path, { body: { data: good } });
  expectRefusal(answer, 400, "INPUT_INVALID", /fromPhone/u);
});

test("every problem of an input is told at once", async () => {
  const answer = await world.command("sendMessage", {
    toPhone: marker,
    mesg: "x",
    fromService: "x",
  });
  expectRefusal(answer, 400, "INPUT_INVALID", /toPhone/u);
  expect(answer.body.error?.message).toMatch(/mesg/u);
  expect(answer.body.error?.message).toMatch(/fromService/u);
});

const connections = "/api/apps/demo/connections";
const commands = `${connections}/sms/commands`;
const profiles = "/api/apps/demo/profiles";
const json = { body: {} };

/** Method, path, the rest of the request, status, code, and what the message or hint says. */
const wrongRequests: readonly (readonly [string, string, RequestParts, number, string, RegExp])[] =
  [
    ["GET", "/api/apps/nowhere", {}, 404, "APP_UNKNOWN", /nowhere/u],
    ["GET", "/api/apps/nowhere/attempts", {}, 404, "APP_UNKNOWN", /nowhere/u],
    ["GET", `${profiles}/nobody`, {}, 404, "PROFILE_UNKNOWN", /nobody/u],
    ["PATCH", `${profiles}/nobody`, { body: { settings: {} } }, 404, "PROFILE_UNKNOWN", /nobody/u],
    ["GET", `${connections}/none`, {}, 404, "CONNECTION_UNKNOWN", /none/u],
    ["POST", `${connections}/none/commands/sendMessage`, json, 404, "CONNECTION_UNKNOWN", /none/u],
    [
      "POST",
      "/api/apps/nowhere/connections/sms/commands/sendMessage",
      json,
      404,
      "APP_UNKNOWN",
      /nowhere/u,
    ],
    ["POST", `${commands}/sendMesage`, json, 404, "COMMAND_UNKNOWN", /sendMessage/u],
    ["GET", "/api/nothing", {}, 404, "ROUTE_UNKNOWN", /address/u],
    ["PUT", commands, json, 404, "ROUTE_UNKNOWN", /address/u],
    ["GET", "/api/apps/demo/attempts/att_0", {}, 404, "ATTEMPT_UNKNOWN", /attempt/u],
    ["GET", `/api/apps/+1555${marker}`, {}, 400, "INPUT_INVALID", /app/u],
    ["GET", "/api/apps/demo/attempts?state=lost", {}, 400, "INPUT_INVALID", /state/u],
    ["GET", `/api/apps/demo/attempts?stat=${marker}`, {}, 400, "INPUT_INVALID", /state/u],
    ["GET", "/api/apps?pageSize=0", {}, 400, "INPUT_INVALID", /1 to 200/u],
    ["GET", "/api/apps?pageSize=201", {}, 400, "INPUT_INVALID", /1 to 200/u],
    ["GET", "/api/apps?pageSize=ten", {}, 400, "INPUT_INVALID", /1 to 200/u],
    ["GET", `/api/apps?pageToken=${marker}`, {}, 400, "PAGE_TOKEN_WRONG", /pageToken/u],
    ["GET", "/api/apps?pageToken=%25%25", {}, 400, "INPUT_INVALID", /pageToken/u],
    ["GET", "/api/apps/demo/attempts/%E0%A4%A", {}, 400, "BODY_MALFORMED", /malformed/u],
    ["POST", "/api/apps", { body: { name: "Demo" } }, 400, "INPUT_INVALID", /lower-case/u],
    ["POST", "/api/apps", { body: { name: `+1555${marker}` } }, 400, "INPUT_INVALID", /name/u],
    ["POST", "/api/apps", { body: { name: "a".repeat(64) } }, 400, "INPUT_INVALID", /63/u],
    ["POST", "/api/apps", { body: {} }, 400, "INPUT_INVALID", /name.*missing/u],
    ["POST", "/api/apps", { body: { name: "x", nam: 1 } }, 400, "INPUT_INVALID", /nam/u],
    ["POST", "/api/apps", { body: { name: "demo" } }, 409, "APP_EXISTS", /demo/u],
    ["POST", "/api/apps", { body: `{"name": "${marker}` }, 400, "BODY_MALFORMED", /JSON/u],
    ["POST", "/api/apps", { body: "" }, 400, "INPUT_INVALID", /body/u],
    ["POST", "/api/apps", { body: "null" }, 400, "INPUT_INVALID", /object/u],
    [
      "POST",
      "/api/apps",
      { body: "name=x", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "CONTENT_TYPE_WRONG",
      /application\/json/u,
    ],
    [
      "POST",
      "/api/apps",
      { body: "x", headers: { "content-type": "text/plain" } },
      415,
      "CONTENT_TYPE_WRONG",
      /JSON/u,
    ],
    [
      "POST",
      "/api/apps",
      { body: { name: "x".repeat(1024 * 1024) } },
      413,
      "BODY_TOO_LARGE",
      /1 MiB/u,
    ],
    [
      "GET",
      "/api/apps",
      { headers: { authorization: null } },
      401,
      "KEY_MISSING",
      /Authorization/u,
    ],
    [
      "GET",
      "/api/apps",
      { headers: { authorization: `Bearer ${marker}` } },
      401,
      "KEY_WRONG",
      /key/u,
    ],
    [
      "GET",
      "/api/apps",
      { headers: { authorization: `Basic ${marker}` } },
      401,
      "KEY_MISSING",
      /Bearer/u,
    ],
    [
      "POST",
      profiles,
      { body: { name: "x", service: "sms", settings: {} } },
      400,
      "SERVICE_UNKNOWN",
      /twilio/iu,
    ],
    [
      "POST",
      profiles,
      { body: { name: "x", service: "twilio", settings: { accountSid: marker } } },
      400,
      "INPUT_INVALID",
      /accountSid/u,
    ],
    [
      "POST",
      profiles,
      { body: { name: "x", service: "twilio", settings: { acountSid: marker } } },
      400,
      "INPUT_INVALID",
      /accountSid/u,
    ],
    ["DELETE", `${profiles}/simulator`, {}, 409, "PROFILE_IN_USE", /connection/u],
    [
      "POST",
      connections,
      { body: { name: "x", service: "twilio", profile: "nobody" } },
      404,
      "PROFILE_UNKNOWN",
      /nobody/u,
    ],
    [
      "POST",
      connections,
      { body: { name: "sms", service: "twilio", profile: "simulator" } },
      409,
      "CONNECTION_EXISTS",
      /sms/u,
    ],
    [
      "PATCH",
      `${connections}/sms`,
      { body: { settings: { defaultSendr: "x" } } },
      400,
      "INPUT_INVALID",
      /defaultSender/u,
    ],
    [
      "PATCH",
      `${connections}/sms`,
      { body: { settings: { defaultSender: `+0${marker}` } } },
      400,
      "INPUT_INVALID",
      /defaultSender/u,
    ],
    [
      "PATCH",
      `${connections}/sms`,
      { body: { settings: { maxInFlight: 0 } } },
      400,
      "INPUT_INVALID",
      /maxInFlight/u,
    ],
    [
      "POST",
      `${commands}/sendMessage`,
      { body: { data: good, dat: 1 } },
      400,
      "INPUT_INVALID",
      /dat/u,
    ],
    [
      "POST",
      `${commands}/sendMessage`,
      { body: { data: good }, headers: { "idempotency-key": "two words" } },
      400,
      "INPUT_INVALID",
      /visible ASCII/u,
    ],
    [
      "POST",
      `${commands}/sendMessage`,
      { body: { data: good }, headers: { "idempotency-key": "k".repeat(256) } },
      400,
      "INPUT_INVALID",
      /255/u,
    ],
  ];

test.each(wrongRequests)("%s %s with %j is answered %i %s", async (...row) => {
  const [method, path, parts, status, code, says] = row;
  const answer = await world.api(method, path, parts);
  expectRefusal(answer, status, code, says);
  expect(answer.headers["content-type"]).toMatch(/^application\/json/u);
});

test("nothing wrong has ever reached Twilio or become an attempt", async () => {
  expect(await world.simulator.messages()).toEqual([]);
  expect(await world.attempts()).toEqual([]);
});

test("wrong Twilio credentials are told in words, and nothing is sent", async () => {
  const { accountSid } = world.account;
  const { url } = world.simulator;
  const settings = { accountSid, authToken: `${marker}0000`, baseUrl: url, mode: "test" };
  await world.api("POST", profiles, { body: { name: "wrong", service: "twilio", settings } });
  await world.api("POST", connections, {
    body: { name: "wrong", service: "twilio", profile: "wrong" },
  });
  const answer = await world.api("POST", `${connections}/wrong/commands/sendMessage`, {
    body: { data: { ...good, fromPhone: "+15005550006" } },
  });
  expectRefusal(answer, 422, "CREDENTIALS_REFUSED", /Auth Token|API Key/u);
  expect(answer.body.error).toMatchObject({ twilioCode: 20003, status: 401, retryable: false });
  const tested = await world.api("POST", `${profiles}/wrong/test`);
  expect(tested.status).toBe(200);
  expect(tested.body).toMatchObject({ ok: false });
  expect(tested.text).not.toContain(marker);
  const right = await world.api("POST", `${profiles}/simulator/test`);
  expect(right.body).toMatchObject({ ok: true });
});
