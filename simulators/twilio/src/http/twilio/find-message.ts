import type { FastifyRequest } from "fastify";

import { TwilioError } from "../../messages/twilio-error.ts";
import type { Message } from "../../store/message.ts";
import type { Store } from "../../store/store.ts";
import { accountOf, pathOf } from "./call.ts";

/** The message that the path names. Errors: 20404. */
export function findMessage(request: FastifyRequest, store: Store): Message {
  const { sid } = request.params as { sid: string };
  const message = store.find(accountOf(request).accountSid, sid);
  if (message !== null) return message;
  throw notFound(request);
}

/** Twilio's answer to a path that leads nowhere. */
export function notFound(request: FastifyRequest): TwilioError {
  return new TwilioError(20404, `The requested resource ${pathOf(request)} was not found`);
}
