import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { Poster } from "../posting/poster.ts";
import { aHook, type TestHook } from "../testing/a-hook.ts";
import { type Reached, reachHook } from "./reach-hook.ts";

const authToken = "12345678901234567890123456789012";
const fields: [string, string][] = [
  ["MessageSid", `SM${"a".repeat(32)}`],
  ["To", "+15550001111"],
];

let hook: TestHook;
let poster: Poster;

beforeEach(async () => {
  hook = await aHook();
  poster = new Poster();
});

afterEach(async () => {
  await poster[Symbol.asyncDispose]();
  await hook[Symbol.asyncDispose]();
});

function reach(url: string, method: "GET" | "POST" = "POST"): Promise<Reached> {
  const letter = { method, fields, signingKey: authToken, token: "token" };
  return reachHook({ poster, url, letter, connectMs: 1000, readMs: 1000, totalMs: 5000 });
}

describe("user name and password of a web hook", () => {
  it("are given once the server asks for them, and are under no signature", async () => {
    hook.answer = ({ headers }) =>
      headers["authorization"] === undefined
        ? { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } }
        : { status: 200 };
    const url = hook.url.replace("//", "//user:p%40ss@");
    expect(await reach(`${url}/status?a=b@c`)).toMatchObject({ status: 200 });
    const [first, second] = hook.requests;
    expect(first?.headers["authorization"]).toBeUndefined();
    const pair = Buffer.from("user:p@ss").toString("base64");
    expect(second?.headers["authorization"]).toBe(`Basic ${pair}`);
    for (const request of hook.requests) {
      expect(request.url).toBe(`${hook.url}/status?a=b@c`);
      expect(hook.isSigned(request, authToken)).toBe(true);
      expect(request.fields).toEqual(Object.fromEntries(fields));
    }
    expect(second?.headers["i-twilio-idempotency-token"]).toBe("token");
  });

  it("are not given to a server that asks for something else", async () => {
    hook.answer = () => ({ status: 401, headers: { "www-authenticate": "Bearer" } });
    expect(await reach(hook.url.replace("//", "//user:pass@"))).toMatchObject({ status: 401 });
    expect(hook.requests).toHaveLength(1);
  });
});

describe("a redirect", () => {
  it.each([301, 302, 303])("with %i leads on without the form", async (status) => {
    hook.answer = ({ url }) =>
      url.endsWith("/a") ? { status, headers: { location: "/b?c=d" } } : { status: 204 };
    expect(await reach(`${hook.url}/a`)).toMatchObject({ status: 204 });
    const last = hook.requests[1];
    expect(last).toMatchObject({ method: "GET", url: `${hook.url}/b?c=d`, fields: { c: "d" } });
    const signature = String(last?.headers["x-twilio-signature"]);
    expect(twilio.validateRequest(authToken, signature, `${hook.url}/b?c=d`, {})).toBe(true);
  });

  it("with 307 takes the form along, signed for its new address", async () => {
    hook.answer = ({ url }) =>
      url.endsWith("/a") ? { status: 307, headers: { location: `${hook.url}/b` } } : {};
    await reach(`${hook.url}/a`);
    const last = hook.requests[1];
    expect(last).toMatchObject({ method: "POST", fields: Object.fromEntries(fields) });
    expect(last !== undefined && hook.isSigned(last, authToken)).toBe(true);
  });

  it.each([
    { status: 308, headers: { location: "/b" } },
    { status: 302, headers: {} },
    { status: 302, headers: { location: "ftp://example.com/" } },
    { status: 304, headers: {} },
  ])("that is none is 11216: %j", async (answer) => {
    hook.answer = () => answer;
    expect(await reach(hook.url)).toEqual({ kind: "misled", code: 11_216 });
  });

  it("that leads in circles is 11215", async () => {
    hook.answer = () => ({ status: 302, headers: { location: "/again" } });
    expect(await reach(hook.url)).toEqual({ kind: "misled", code: 11_215 });
    expect(hook.requests).toHaveLength(11);
  });
});
