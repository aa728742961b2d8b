// The lint reads tests outside of their project, where nothing else names the types of disposal.
/// <reference types="node" />

import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** One request that a fake server has got. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** What a fake server answers: a status and a value or a raw text, or nothing at all. */
export interface FakeAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `cut`: the connection breaks instead; `hang`: no answer ever comes. */
  readonly fault?: "cut" | "hang";
}

/** A stand-in for the server on loopback, and what it was asked. */
export interface FakeServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The key that the fake server's clients present. */
export const fakeApiKey = "k".repeat(40);

/**
 * Starts a stand-in for the server.
 *
 * @param answers By method and path, such as `GET /api/apps`; a list is answered in order, its last
 *   entry again and again. Everything else is 404 as the API says it.
 */
export async function startFakeServer(
  answers: Readonly<Record<string, FakeAnswer | readonly FakeAnswer[]>>,
): Promise<FakeServer> {
  const requests: SeenRequest[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    void readRequest(request).then((seen) => {
      requests.push(seen);
      const route = `${seen.method} ${new URL(seen.url, "http://fake").pathname}`;
      const count = counts.get(route) ?? 0;
      counts.set(route, count + 1);
      const list = [answers[route] ?? notFound].flat();
      respond(response, list[Math.min(count, list.length - 1)] ?? notFound);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error as the API answers it. */
export function anErrorAnswer(details: Record<string, unknown> = {}): { error: unknown } {
  return {
    error: {
      code: "NOT_FOUND",
      title: "There is nothing there",
      message: "No such address.",
      hint: null,
      status: null,
      twilioCode: null,
      moreInfo: null,
      requestId: null,
      retryable: false,
      outcome: "not-done",
      ...details,
    },
  };
}

const notFound: FakeAnswer = { status: 404, json: anErrorAnswer() };

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const text = (await buffer(request)).toString("utf8");
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    headers: request.headers,
    body: text === "" ? null : JSON.parse(text),
  };
}

function respond(response: ServerResponse, answer: FakeAnswer): void {
  if (answer.fault === "hang") return;
  if (answer.fault === "cut") {
    response.destroy();
    return;
  }
  const text = answer.text ?? (answer.json === undefined ? "" : JSON.stringify(answer.json));
  const type = answer.text === undefined ? "application/json" : "text/html";
  response.writeHead(answer.status ?? 200, { "content-type": type, ...answer.headers }).end(text);
}
