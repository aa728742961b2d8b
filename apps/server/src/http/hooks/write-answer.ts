import type { FastifyReply } from "fastify";

import type { HookAnswer } from "./answer-hook.ts";
import type { CorsHeaders } from "./cors.ts";

/**
 * Set on every answer of a hook, refusals included: it comes from the studio's origin and must
 * never act there.
 */
const always = {
  "content-security-policy": "sandbox allow-scripts allow-forms allow-popups",
  "x-content-type-options": "nosniff",
} as const;

/** Writes an answer. What is always said cannot be said otherwise by a flow. */
export function writeAnswer(reply: FastifyReply, answer: HookAnswer, cors: CorsHeaders) {
  const { response, run, isRepeated } = answer;
  void reply
    .code(response.status)
    .header("cache-control", "no-store")
    .headers(response.headers)
    .headers(withVary(cors, response.headers["vary"]))
    .headers(always);
  if (run !== null) void reply.header("trunkline-run", run);
  if (isRepeated) void reply.header("idempotent-replayed", "true");
  const { body } = response;
  // A text goes out in one piece with the headers. It is never serialised: it is what was answered.
  if (body === null) return reply.send();
  return reply.send(typeof body === "string" ? body : Buffer.from(body));
}

function withVary(cors: CorsHeaders, own: string | undefined): CorsHeaders {
  const ours = cors["vary"];
  return ours === undefined || own === undefined ? cors : { ...cors, vary: `${own}, ${ours}` };
}
