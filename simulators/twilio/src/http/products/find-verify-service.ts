import type { FastifyRequest } from "fastify";

import type { Context } from "../../context.ts";
import type { VerifyService } from "../../verify/verifications.ts";
import { accountOf } from "../twilio/call.ts";
import { notFound } from "../twilio/find-message.ts";

/** The verify service that the path names. Errors: 20404. */
export function findVerifyService(
  request: FastifyRequest,
  { verifications }: Context,
): VerifyService {
  const { sid } = request.params as { sid: string };
  const service = verifications.services.find((candidate) => candidate.sid === sid);
  if (service?.accountSid !== accountOf(request).accountSid) throw notFound(request);
  return service;
}
