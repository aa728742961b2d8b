import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Answer } from "./testing/api-client.ts";
import { eventually } from "./testing/eventually.ts";
import {
  ago,
  answerText,
  callHook,
  control,
  exampleNames,
  type ExampleProblem,
  publishExample,
  textsTo,
} from "./testing/examples.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { recipient, sender, startWorld, type World } from "./testing/world.ts";

const day = 86_400_000;
const optedOut = "+15550003333";

let world: World;
const problems: Record<string, readonly ExampleProblem[]> = {};

beforeAll(async () => {
  world = await startWorld();
  for (const name of exampleNames) problems[name] = await publishExample(world, name);
  await reply(optedOut, "STOP");
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

const reply = (from: string, body: string) => answerText(world, { from, to: sender, body });

function expectRefusal(got: Answer, status: number, code: string): void {
  expect([got.status, got.body.error?.code], got.text).toEqual([status, code]);
  expect(got.body.error?.message).toMatch(/^[A-Z"].{15,}\.$/u);
}

test.each(exampleNames)("%s passes the checks without a problem", (name) => {
  expect(problems[name]).toEqual([]);
});

describe("send-text", () => {
  const call = (body: unknown) =>
    world.api("POST", "/hooks/demo/send-text", { body, headers: { authorization: null } });

  test("texts what anybody on this machine asks for", async () => {
    const answer = await call({ to: recipient, msg: "From the hook" });
    expect(answer.status, answer.text).toBe(200);
    const [message] = await world.simulator.messages("From the hook");
    expect(answer.body).toEqual({ sid: message?.sid, status: "queued" });
    expect(message?.to).toBe(recipient);
  });

  test("says what is missing, wrong or refused", async () => {
    for (const body of [{ to: recipient }, { msg: "x" }, { to: "", msg: "x" }, [1], "text"]) {
      expectRefusal(await call(JSON.stringify(body)), 400, "INPUT_INVALID");
    }
    expectRefusal(await call({ to: "555 1111", msg: "x" }), 422, "INPUT_INVALID");
    const stopped = await call({ to: optedOut, msg: "x" });
    expect([stopped.status, stopped.body.error?.hint], stopped.text).toEqual([
      422,
      expect.any(String),
    ]);
    expect(stopped.text).not.toContain(optedOut);
  });
});

describe("order-update", () => {
  const order = (status: string, phone = recipient) => ({
    order: { number: 1042, status, link: "https://example.com/1042" },
    customer: { name: "Ada", phone },
  });

  test("texts the customer and answers with the SID", async () => {
    const answer = await callHook(world, "order-update", order("shipped"));
    expect(answer.status, answer.text).toBe(201);
    const text = "Hello Ada, your order 1042 is on its way. https://example.com/1042";
    expect(await world.simulator.messages(text)).toMatchObject([
      { sid: answer.body["sid"], to: recipient },
    ]);
  });

  test("says what is wrong with an order, and why a text was refused", async () => {
    const call = (body: unknown) => callHook(world, "order-update", body);
    expectRefusal(await call({}), 400, "PHONE_MISSING");
    expectRefusal(await call({ customer: { phone: recipient } }), 400, "ORDER_NUMBER_MISSING");
    expectRefusal(await call(order("lost")), 422, "STATUS_UNKNOWN");
    const refused = await call(order("ready", optedOut));
    expect(refused.status, refused.text).toBe(422);
    expect(refused.body.error?.message).toContain("answered STOP");
  });
});

describe("two-factor-code", () => {
  const call = (body: unknown) => callHook(world, "two-factor-code", body);
  const verify = (to: string, code: string | undefined) => call({ to, code });

  async function codeSentTo(to: string): Promise<string> {
    const answer = await call({ to });
    expect(answer.status, answer.text).toBe(202);
    const code = /^\d{6}(?= is your code)/u.exec((await textsTo(world, to)).at(-1) ?? "")?.[0];
    expect(code).toBeDefined();
    return code ?? "";
  }

  const wrongOf = (code: string) => (code === "000000" ? "000001" : "000000");

  test("a code is texted, found wrong and right, and is good for one use", async () => {
    const to = "+15550004001";
    const code = await codeSentTo(to);
    expectRefusal(await verify(to, wrongOf(code)), 422, "CODE_WRONG");
    expect((await verify(to, code)).body).toEqual({ verified: true });
    expectRefusal(await verify(to, code), 410, "CODE_EXPIRED");
  });

  test("a flood of requests sends one text", async () => {
    const to = "+15550004002";
    const answers = await Promise.all(Array.from({ length: 12 }, () => call({ to })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers["retry-after"])).toEqual(Array(11).fill("60"));
    expect(await textsTo(world, to)).toHaveLength(1);
  });

  test("five tries are all there are, even at once, and the right one comes too late", async () => {
    const to = "+15550004003";
    const code = await codeSentTo(to);
    const tries = await Promise.all(Array.from({ length: 9 }, () => verify(to, wrongOf(code))));
    expect(tries.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(4);
    expectRefusal(await verify(to, code), 429, "TOO_MANY_TRIES");
  });

  test("the right code is right once, however many give it at the same time", async () => {
    const to = "+15550004004";
    const code = await codeSentTo(to);
    const tries = await Promise.all(Array.from({ length: 5 }, () => verify(to, code)));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("a code expires after ten minutes", async () => {
    const to = "+15550004005";
    const code = await codeSentTo(to);
    const left = await world.rows<{ seconds: number }>(
      "select max(extract(epoch from expires_at - now()))::int as seconds from kept_values",
    );
    expect(left[0]?.seconds).toBeGreaterThan(580);
    expect(left[0]?.seconds).toBeLessThanOrEqual(600);
    await world.rows("update kept_values set expires_at = now() - interval '1 second'");
    expectRefusal(await verify(to, code), 410, "CODE_EXPIRED");
    expect(await codeSentTo(to)).toMatch(/^\d{6}$/u);
  });

  test("a number that could not be texted may ask again at once", async () => {
    const to = optedOut;
    expect((await call({ to })).status).toBe(422);
    await reply(to, "START");
    await codeSentTo(to);
    await reply(to, "STOP");
    expectRefusal(await call({}), 400, "NUMBER_MISSING");
  });
});

describe("missed-appointment", () => {
  const call = (phone: string) =>
    callHook(world, "missed-appointment", { phone, name: "Ada", time: "10:30" });

  test("texts at once somebody who never had a text, and not again within a day", async () => {
    const phone = "+15550005001";
    const first = await call(phone);
    expect([first.status, first.body["sent"]], first.text).toEqual([201, true]);
    expect(await textsTo(world, phone)).toEqual([
      "Hello Ada, we missed you at 10:30. Answer this text, and we find another time.",
    ]);
    const again = await call(phone);
    expect([again.status, again.body["sent"]], again.text).toEqual([200, false]);
    expect(again.body["reason"]).toContain("less than a day");
    expect(await textsTo(world, phone)).toHaveLength(1);
  });

  test("texts again when the last text is older than a day and arrived", async () => {
    const phone = "+15550005002";
    await ago(world, 1.5 * day, () => call(phone));
    const again = await call(phone);
    expect([again.status, again.body["sent"]], again.text).toEqual([201, true]);
  });

  test("leaves alone a number that the last text did not reach", async () => {
    const phone = "+15550000003";
    await ago(world, 3 * day, () => call(phone));
    const again = await call(phone);
    expect(again.body).toEqual({
      sent: false,
      reason: "The last text to this number did not arrive.",
    });
  });

  test("says why a number can be neither listed nor texted", async () => {
    expectRefusal(await callHook(world, "missed-appointment", {}), 400, "PHONE_MISSING");
    expectRefusal(await call("555 1111"), 422, "INPUT_INVALID");
    const refused = await call(optedOut);
    expectRefusal(refused, 422, "SERVICE_REFUSED");
  });
});

describe("redact-messages", () => {
  const call = (body: unknown = {}) => callHook(world, "redact-messages", body);

  test("empties old texts over all pages, counts, and passes over what is on its way", async () => {
    const older = "+15550006001";
    const onItsWay = "+15550006002";
    await control(world, "outcomes", { to: onItsWay, status: "sent" });
    await ago(world, 40 * day, async () => {
      for (let sent = 0; sent < 12; sent += 1) {
        await Promise.all(
          Array.from({ length: 10 }, () =>
            world.command("sendMessage", { toPhone: older, msg: "Old" }),
          ),
        );
      }
      await world.command("sendMessage", { toPhone: onItsWay, msg: "Stuck" });
    });
    const first = await call();
    expect(first.status, first.text).toBe(200);
    expect(first.body).toMatchObject({
      redacted: 120,
      emptyAlready: 0,
      unfinished: 1,
      failed: 0,
      more: false,
    });
    expect(new Set(await textsTo(world, older))).toEqual(new Set([""]));
    expect(await textsTo(world, onItsWay)).toEqual(["Stuck"]);
    const second = await call({ olderThanDays: 30 });
    expect(second.body).toMatchObject({ redacted: 0, emptyAlready: 120, unfinished: 1 });
    expect((await textsTo(world, recipient)).includes(""), "newer texts are left").toBe(false);
  });

  test("refuses days that would empty everything, and tells a list that fails", async () => {
    for (const olderThanDays of [0, -1, "all", 5000, {}]) {
      expectRefusal(await call({ olderThanDays }), 400, "DAYS_WRONG");
    }
    await control(world, "faults", { kind: "too-many-requests", match: { method: "GET" } });
    const failed = await call();
    await world.simulator.clearFaults();
    expect(failed.status, failed.text).toBe(503);
  });
});

describe("contact-form", () => {
  const owner = "+15550002222";
  const origin = "https://www.example.com";
  const call = (fields: Readonly<Record<string, string>>, from = origin) =>
    world.api("POST", "/hooks/demo/contact-form", {
      body: new URLSearchParams(fields).toString(),
      headers: {
        authorization: null,
        origin: from,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
  const filled = {
    name: "Ada",
    contact: "ada@example.com",
    message: "<b>Hi</b> & bye",
    website: "",
  };

  test("texts the owner and answers the site's page in plain words", async () => {
    const answer = await call(filled);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toBe("Thank you. We have your message and will answer soon.");
    expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(answer.headers["access-control-allow-origin"]).toBe(origin);
    expect(await textsTo(world, owner)).toEqual(["Ada (ada@example.com) writes: <b>Hi</b> & bye"]);
    const foreign = await call({ ...filled, message: "" }, "https://evil.example");
    expect(foreign.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("thanks a program that fills in the hidden field, and texts nobody", async () => {
    const before = await textsTo(world, owner);
    const answer = await call({ ...filled, website: "https://spam.example" });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("Thank you")]);
    expect(await textsTo(world, owner)).toEqual(before);
  });

  test("asks for what is missing, and says when the owner cannot be texted", async () => {
    const incomplete = await call({ ...filled, name: " " });
    expect([incomplete.status, incomplete.text]).toEqual([
      400,
      "Please fill in your name, how we can reach you, and your message.",
    ]);
    await reply(owner, "STOP");
    const failed = await call(filled);
    expect([failed.status, failed.text]).toEqual([
      502,
      "Your message could not be passed on. Please try again later, or call us.",
    ]);
  });
});

test("a run of an example is there to be read, without numbers", async () => {
  const answer = await callHook(world, "two-factor-code", { to: "+15550007001" });
  const run = String(answer.headers["trunkline-run"]);
  const read = await eventually("the run is recorded", async () => {
    const { body } = await world.api("GET", `/api/apps/demo/runs/${run}`);
    return body["status"] === "finished" && body;
  });
  const steps = read["steps"] as { blockId: string; status: string }[];
  expect(steps.map(({ blockId, status }) => [blockId, status])).toEqual([
    ["is-first-in-a-minute/if0/bool", "done"],
    ["keep-code", "done"],
    ["text-code", "done"],
    ["answer-sent", "done"],
  ]);
  expect(JSON.stringify(read)).not.toContain("+15550007001");
});
