import { createServer } from "node:http";

import twilio from "twilio";
import { expect } from "vitest";

/** One request that a web hook got. */
export interface HookRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  /** From the form or, for a GET, from the query. */
  readonly fields: Record<string, string>;
  /** The names in their order, repeated ones too. */
  readonly names: readonly string[];
}

/** What a web hook answers; null cuts the line. */
export type HookAnswer = {
  status?: number;
  type?: string;
  body?: string;
  headers?: Readonly<Record<string, string>>;
} | null;

/** Somebody's server with web hooks. */
export interface TestHook extends AsyncDisposable {
  readonly url: string;
  readonly requests: HookRequest[];
  /** Answers 204 until a test sets something else. */
  answer: (request: HookRequest) => HookAnswer;
  /** Waits until that many requests came in. */
  received(count: number): Promise<HookRequest[]>;
  /** Whether the official library takes the signature for that of the token. */
  isSigned(request: HookRequest, authToken: string): boolean;
}

/** Starts a server for web hooks; dispose it at the end of the test. */
export async function aHook(): Promise<TestHook> {
  const requests: HookRequest[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const url = `${hook.url}${request.url}`;
      const method = request.method ?? "";
      const pairs = method === "GET" ? new URL(url).searchParams : new URLSearchParams(body);
      const fields = Object.fromEntries(pairs);
      const seen = { method, url, headers: request.headers, fields, names: [...pairs.keys()] };
      requests.push(seen);
      const answer = hook.answer(seen);
      if (answer === null) {
        request.socket.destroy();
        return;
      }
      const { status = 204, type, body: text = "", headers = {} } = answer;
      const typed = type === undefined ? headers : { ...headers, "content-type": type };
      response.writeHead(status, typed).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hook: TestHook = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    requests,
    answer: () => ({ status: 204 }),
    async received(count) {
      await expect.poll(() => requests.length).toBe(count);
      return requests;
    },
    isSigned({ method, url, headers, fields }, authToken) {
      const signature = String(headers["x-twilio-signature"]);
      return twilio.validateRequest(authToken, signature, url, method === "GET" ? {} : fields);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return hook;
}

/** An answer in TwiML. */
export function twiml(body: string): HookAnswer {
  return { status: 200, type: "text/xml; charset=utf-8", body };
}
