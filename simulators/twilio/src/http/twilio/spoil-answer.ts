import { STATUS_CODES } from "node:http";

import type { FastifyReply, FastifyRequest } from "fastify";

import { type Clock, wait } from "../../clock.ts";

const pieces = 10;
const missingBytes = 100;

/** An answer that is sent by hand, as the HTTP server would not send it so. */
export interface RawAnswer {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly body: Buffer;
  readonly clock: Clock;
  readonly delayMs: number;
}

/** One header after the other, over the whole delay, and then the body. */
export async function sendSlowHeaders(answer: RawAnswer): Promise<void> {
  const lines = headLines(answer, answer.body.length);
  for (const line of lines) {
    if (!write(answer, Buffer.from(`${line}\r\n`))) return;
    await wait(answer.clock, answer.delayMs / lines.length);
  }
  write(answer, Buffer.concat([Buffer.from("\r\n"), answer.body]));
  answer.request.raw.socket.end();
}

/** The head at once, and then the body in pieces over the whole delay. */
export async function dripBody(answer: RawAnswer): Promise<void> {
  const { body, clock, delayMs } = answer;
  write(answer, head(answer, body.length));
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let from = 0; from < body.length; from += size) {
    await wait(clock, delayMs / pieces);
    if (!write(answer, body.subarray(from, from + size))) return;
  }
  answer.request.raw.socket.end();
}

/** Announces more than it sends, and hangs up. */
export function sendTooLittle(answer: RawAnswer): void {
  write(answer, head(answer, answer.body.length + missingBytes));
  write(answer, answer.body);
  answer.request.raw.socket.end();
}

function write({ request }: RawAnswer, bytes: Buffer): boolean {
  const { socket } = request.raw;
  if (!socket.writable) return false;
  socket.write(bytes);
  return true;
}

function head(answer: RawAnswer, length: number): Buffer {
  return Buffer.from(`${headLines(answer, length).join("\r\n")}\r\n\r\n`);
}

function headLines({ reply }: RawAnswer, length: number): string[] {
  const { statusCode } = reply;
  const headers = Object.entries(reply.getHeaders()).filter(
    ([name]) => name !== "content-length" && name !== "transfer-encoding",
  );
  const lengthLine = statusCode === 204 ? [] : [`content-length: ${length}`];
  return [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ""}`,
    ...headers.map(([name, value]) => `${name}: ${String(value)}`),
    ...lengthLine,
    "connection: close",
  ];
}
