import type { FastifyRequest } from "fastify";

import type { MessagingService } from "../../accounts/account.ts";
import { accountOf } from "../twilio/call.ts";
import { notFound } from "../twilio/find-message.ts";

/** The messaging service that the path names. Errors: 20404. */
export function findService(request: FastifyRequest): MessagingService {
  const { sid } = request.params as { sid: string };
  const service = accountOf(request).services.find((candidate) => candidate.sid === sid);
  if (service === undefined) throw notFound(request);
  return service;
}
