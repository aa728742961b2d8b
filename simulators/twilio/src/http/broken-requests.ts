import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

import { errorBody, TwilioError } from "../messages/twilio-error.ts";

/** Answers a path that cannot be read, in the shape of whoever it was meant for. */
export function answerUnreadablePath(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (request.raw.url?.startsWith("/simulator") === true) {
    const message = "The request cannot be read.";
    void reply.code(error.statusCode ?? 400).send({ error: { field: null, message } });
    return;
  }
  const isUndecodable = error.code === "FST_ERR_BAD_URL";
  const answered = isUndecodable
    ? new TwilioError(20001, "The request cannot be read")
    : new TwilioError(20404);
  void reply.code(answered.status).send(errorBody(answered));
}

/** Answers what is no HTTP, or has more headers than are read, and hangs up. */
export function answerBrokenRequest(error: Error, socket: Socket): void {
  const isReset = "code" in error && error.code === "ECONNRESET";
  if (isReset || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf(error);
  const body = JSON.stringify({
    ...errorBody(new TwilioError(20001, "The request cannot be read")),
    status,
  });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function statusOf(error: Error): number {
  const code = "code" in error ? error.code : undefined;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}
