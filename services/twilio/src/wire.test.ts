import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { arch, platform } from "node:os";

import type { HttpRequest, HttpResponse, HttpTransport } from "@trunkline/service-kit";
import * as fc from "fast-check";
import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient.js";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { encodeForm } from "./encode-form.ts";
import { accountSid, aMessage, apiKey, aPage, serviceSid } from "./testing/answers.ts";
import { aProfile, runCommand } from "./testing/run-command.ts";

/** A request as it arrived. */
interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let server: Server;
let baseUrl = "";
const seen: Seen[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      const isList = request.method === "GET";
      response.writeHead(isList ? 200 : 201, { "content-type": "application/json" });
      response.end(isList ? aPage([]).body : JSON.stringify(aMessage()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => {
  seen.length = 0;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The plainest transport there is, for these tests only. */
const overFetch: HttpTransport = {
  async send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  },
};

type RequestOptions<Data> = RequestClient.RequestOptions<Data>;

/** The library with its own HTTP client, led to the local server. */
class LocalClient extends twilio.RequestClient {
  override request<Data>(options: RequestOptions<Data>) {
    const { pathname, search } = new URL(options.uri);
    return super.request<Data>(Object.assign(options, { uri: `${baseUrl}${pathname}${search}` }));
  }
}

test("puts on the wire what the library's own client would", async () => {
  const library = twilio(apiKey, "secret", { accountSid, httpClient: new LocalClient() });
  const profile = { baseUrl, apiKey, authToken: "secret" };
  const body = "Größe? ~(it's) *50%* & 1+1=2 \u{1F600}\n\t!";
  const mediaUrl = ["https://example.com/a b.png?x=1&y=[2]", "https://example.com/ü"].map(
    encodeURI,
  );
  await library.messages.create({
    to: "+15558675310",
    from: "Shop & Co",
    messagingServiceSid: serviceSid,
    body,
    mediaUrl,
    smartEncoded: true,
    validityPeriod: 60,
    scheduleType: "fixed",
    sendAt: new Date("2026-02-04T00:00:00Z"),
  });
  const customProps = {
    mediaUrl,
    smartEncoded: true,
    validityPeriod: 60,
    sendAt: "2026-02-04T00:00:00Z",
  };
  const input = {
    toPhone: "+15558675310",
    fromPhone: "Shop & Co",
    fromService: serviceSid,
    msg: body,
    customProps,
  };
  await runCommand("sendMessage", input, overFetch, { profile });
  const criteria = { to: "+15558675310", dateSentAfter: "2026-02-03T00:00:00Z" };
  await library.messages.page({
    to: criteria.to,
    dateSentAfter: new Date(criteria.dateSentAfter),
    pageSize: 50,
  });
  await runCommand("listMessages", { criteria }, overFetch, { profile });

  const [theirCreate, ourCreate, theirList, ourList] = seen;
  expect(new Set(ourCreate?.body.split("&"))).toEqual(new Set(theirCreate?.body.split("&")));
  expect([ourList?.method, ourList?.url]).toEqual([theirList?.method, theirList?.url]);
  for (const name of ["authorization", "accept", "accept-charset", "content-type", "user-agent"]) {
    expect(ourCreate?.headers[name]).toBe(theirCreate?.headers[name]);
    expect(ourList?.headers[name]).toBe(theirList?.headers[name]);
  }
  expect(ourCreate?.headers["user-agent"]).toContain(`twilio-node/6.2.0 (${platform()} ${arch()})`);
});

test("signs in with the account's token, or with the key when there is one", async () => {
  const text = { fromPhone: "+15005550006", toPhone: "+15558675310", msg: "x" };
  const basic = (user: string) =>
    `Basic ${Buffer.from(`${user}:${aProfile().authToken}`).toString("base64")}`;
  await runCommand("sendMessage", text, overFetch, { profile: { baseUrl } });
  await runCommand("sendMessage", text, overFetch, { profile: { baseUrl, apiKey } });
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    basic(accountSid),
    basic(apiKey),
  ]);
  expect(seen.every(({ url }) => url === `/2010-04-01/Accounts/${accountSid}/Messages.json`)).toBe(
    true,
  );
});

test("takes nothing from the environment", async () => {
  vi.stubEnv("TWILIO_ACCOUNT_SID", `AC${"f".repeat(32)}`);
  vi.stubEnv("TWILIO_AUTH_TOKEN", "from-the-environment");
  vi.stubEnv("TWILIO_REGION", "au1");
  vi.stubEnv("TWILIO_EDGE", "sydney");
  vi.stubEnv("TWILIO_LOG_LEVEL", "debug");
  vi.stubEnv("TWILIO_CA_BUNDLE", "/nowhere/ca.pem");
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
  const log = vi.spyOn(console, "log");
  const urls: string[] = [];
  const transport: HttpTransport = {
    send: async (request) => {
      urls.push(request.url);
      return aPage([]);
    },
  };
  await runCommand("listMessages", {}, transport);
  await runCommand("listMessages", {}, overFetch, { profile: { baseUrl } });
  expect(urls[0]).toContain(`https://api.twilio.com/2010-04-01/Accounts/${accountSid}/`);
  expect(seen[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from(`${accountSid}:${aProfile().authToken}`).toString("base64")}`,
  );
  expect(log).not.toHaveBeenCalled();
});

test("a form can be read back whole, whatever its texts hold", () => {
  const texts = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts)), (pairs) => {
      const data = Object.fromEntries(pairs);
      expect([...new URLSearchParams(encodeForm(data))]).toEqual(Object.entries(data));
    }),
  );
  expect(encodeForm({ a: ["x", "y z"], b: null, c: undefined, d: false, e: 0 })).toBe(
    "a=x&a=y%20z&b=&d=false&e=0",
  );
});
