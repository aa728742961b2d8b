import { createServer, type Server } from "node:http";

import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, ordinaryAccount, pick, type TestSimulator } from "../testing/a-simulator.ts";
import { signForm } from "./sign.ts";

interface Call {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly url: string;
  readonly fields: Record<string, string>;
}

let sim: TestSimulator;
let hook: Server;
let hookUrl: string;
let calls: Call[];
let answerStatus: number;

beforeEach(async () => {
  sim = await aSimulator();
  calls = [];
  answerStatus = 204;
  hook = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      calls.push({ headers: request.headers, url: `${hookUrl}${request.url}`, fields });
      response.writeHead(answerStatus).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  hookUrl = `http://127.0.0.1:${(hook.address() as { port: number }).port}`;
});

afterEach(async () => {
  await sim[Symbol.asyncDispose]();
  hook.closeAllConnections();
  await new Promise((resolve) => hook.close(resolve));
});

async function send(fields: Record<string, string>): Promise<string> {
  const to = { To: "+15550001111", Body: "Hello" };
  const answer = await sim.call("POST", "/Messages.json", { ...to, ...fields });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { sid: string }).sid;
}

async function statusesOf(count: number): Promise<(string | undefined)[]> {
  await expect.poll(() => calls.length).toBe(count);
  return calls.map(({ fields }) => fields["MessageStatus"]).toSorted();
}

describe("status callbacks", () => {
  const byNumber = { From: "+15005550006" };

  it("tell sent and delivered, signed as the official library checks it", async () => {
    const sid = await send({ ...byNumber, StatusCallback: `${hookUrl}/status?ref=a%20b#rc=3` });
    sim.clock.advance(5000);
    expect(await statusesOf(2)).toEqual(["delivered", "sent"]);
    for (const { headers, url, fields } of calls) {
      const signature = String(headers["x-twilio-signature"]);
      const { authToken } = ordinaryAccount(sim.simulator);
      expect(url).toBe(`${hookUrl}/status?ref=a%20b`);
      expect(twilio.validateRequest(authToken, signature, url, fields)).toBe(true);
      expect(headers["i-twilio-idempotency-token"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers["user-agent"]).toBe("TwilioProxy/1.1");
      expect(fields).toMatchObject({
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: sim.accountSid,
        To: "+15550001111",
        From: "+15005550006",
        ApiVersion: "2010-04-01",
      });
      expect(fields["SmsStatus"]).toBe(fields["MessageStatus"]);
    }
  });

  it("carry the carrier's time and the error of a text that did not arrive", async () => {
    await send({ ...byNumber, To: "+15550000003", StatusCallback: hookUrl });
    sim.clock.advance(5000);
    expect(await statusesOf(2)).toEqual(["sent", "undelivered"]);
    const last = pick(calls.find(({ fields }) => fields["MessageStatus"] === "undelivered"));
    expect(last.fields).toMatchObject({ ErrorCode: "30003", RawDlrDoneDate: "2602030914" });
  });

  it("tell queued and canceled only when a service sends", async () => {
    const sid = pick(ordinaryAccount(sim.simulator).services[0]).sid;
    await send({ MessagingServiceSid: sid, StatusCallback: hookUrl });
    sim.clock.advance(5000);
    expect(await statusesOf(3)).toEqual(["delivered", "queued", "sent"]);
    expect(calls[0]?.fields["MessagingServiceSid"]).toBe(sid);
  });

  it("are not sent again when the answer is an error", async () => {
    answerStatus = 500;
    await send({ ...byNumber, StatusCallback: hookUrl });
    sim.clock.advance(500);
    expect(await statusesOf(1)).toEqual(["sent"]);
    sim.clock.advance(5000);
    expect(await statusesOf(2)).toEqual(["delivered", "sent"]);
  });

  it("that reach nobody change nothing", async () => {
    const sid = await send({ ...byNumber, StatusCallback: "http://127.0.0.1:1/none" });
    sim.clock.advance(5000);
    const message = await (await sim.call("GET", `/Messages/${sid}.json`)).json();
    expect(message).toMatchObject({ status: "delivered" });
  });
});

describe("signForm", () => {
  it("gives the known signature of a known form", () => {
    const fields = [
      ["To", "+15550001111"],
      ["MessageStatus", "delivered"],
      ["MessageSid", `SM${"a".repeat(32)}`],
      ["Empty", ""],
      ["Body", "a b+c é"],
    ] as const;
    const url = "https://example.com/sms/status?job=42";
    expect(signForm("12345678901234567890123456789012", url, fields)).toBe(
      "WXtQ3770csIEH/t/907HJX9u47A=",
    );
  });
});
