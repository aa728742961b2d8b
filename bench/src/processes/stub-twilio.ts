import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import { listenOnLoopback } from "./listen-on-loopback.ts";

/** What the stub can be asked over its channel. */
export type StubQuestion =
  | { readonly kind: "answer-after"; readonly delayMs: number }
  | { readonly kind: "count"; readonly accountSid: string };

/** How many messages were created in an account. */
export interface StubCount {
  readonly creates: number;
}

const createPath = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/Messages\.json$/u;
const unique = randomBytes(8).toString("hex");
const creates = new Map<string, number>();
let delayMs = 0;
let made = 0;

/** Stands in for Twilio with as little work as possible: it answers creates and counts them. */
export async function run(): Promise<void> {
  const server = createServer((request, response) => {
    const accountSid = createPath.exec(request.url ?? "")?.[1];
    if (request.method !== "POST" || accountSid === undefined) return refuse(response);
    void answerCreate(accountSid, request, response);
  });
  // Idle connections are left to the clients, so that none of them meets a closing one.
  server.keepAliveTimeout = 0;
  const url = await listenOnLoopback(server);
  process.on("message", (question: StubQuestion) => {
    if (question.kind === "answer-after") delayMs = question.delayMs;
    const count = question.kind === "count" ? (creates.get(question.accountSid) ?? 0) : 0;
    process.send?.({ creates: count } satisfies StubCount);
  });
  process.send?.({ url });
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "application/json" });
  response.end('{"code":20404,"message":"Not found","more_info":"","status":404}');
}

async function answerCreate(
  accountSid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.setEncoding("utf8");
  let form = "";
  for await (const chunk of request) form += String(chunk);
  creates.set(accountSid, (creates.get(accountSid) ?? 0) + 1);
  made += 1;
  const id = unique + made.toString(16).padStart(16, "0");
  if (delayMs > 0) await pause(delayMs);
  const body = JSON.stringify(messageOf(accountSid, `SM${id}`, new URLSearchParams(form)));
  response.writeHead(201, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "twilio-request-id": `RQ${id}`,
  });
  response.end(body);
}

/** A create's answer as Twilio gives it: all twenty fields. */
function messageOf(accountSid: string, sid: string, form: URLSearchParams) {
  const path = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  const now = new Date().toUTCString().replace("GMT", "+0000");
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: form.get("Body"),
    date_created: now,
    date_sent: null,
    date_updated: now,
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: form.get("From"),
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: "USD",
    sid,
    status: "queued",
    subresource_uris: { media: `${path}/Media.json` },
    to: form.get("To"),
    uri: `${path}.json`,
  };
}
