import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How a stub answers one request; by default it makes a message. */
export type StubAnswer = (request: StubRequest, response: ServerResponse) => void;

/** A request as the stub saw it. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
}

/** A place that answers as Twilio does to a create, or as a test says. */
export interface TwilioStub extends AsyncDisposable {
  readonly url: string;
  /** Every request whose body has arrived, in order. */
  readonly requests: readonly StubRequest[];
  /** Says how the next requests are answered. */
  answerWith(answer: StubAnswer): void;
}

/** Starts a stub on a free port. */
export async function startTwilioStub(): Promise<TwilioStub> {
  const requests: StubRequest[] = [];
  let answer: StubAnswer = answerCreated;
  const server = createServer((request, response) => {
    void readForm(request).then((form) => {
      const seen = { method: request.method ?? "", path: request.url ?? "", form };
      requests.push(seen);
      answer(seen, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answerWith: (given) => {
      answer = given;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

let made = 0;

/** Answers 201 with a message whose SID is new. */
export function answerCreated(request: StubRequest, response: ServerResponse): void {
  made += 1;
  const sid = `SM${made.toString(16).padStart(32, "0")}`;
  answerJson(response, 201, messageJson(sid, request.form));
}

/** Answers with Twilio's shape of an error. */
export function answerError(status: number, code: number): StubAnswer {
  return (_request, response) =>
    answerJson(response, status, { code, message: "refused", more_info: "", status });
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "twilio-request-id": "RQ00000000000000000000000000000001",
  });
  response.end(JSON.stringify(body));
}

function messageJson(sid: string, form: URLSearchParams) {
  const now = "Tue, 03 Feb 2026 09:14:02 +0000";
  return {
    account_sid: `AC${"1".repeat(32)}`,
    api_version: "2010-04-01",
    body: form.get("Body") ?? "",
    date_created: now,
    date_sent: null,
    date_updated: now,
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: form.get("From"),
    messaging_service_sid: form.get("MessagingServiceSid"),
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: "USD",
    sid,
    status: "queued",
    subresource_uris: {},
    to: form.get("To"),
    uri: "",
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
