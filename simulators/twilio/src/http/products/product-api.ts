import type { FastifyInstance } from "fastify";

import type { Context } from "../../context.ts";
import { apiBase } from "../twilio/api-base.ts";
import { lookupsRoute } from "./routes/lookups.ts";
import { serviceSendersRoutes } from "./routes/service-senders.ts";
import { servicesRoutes } from "./routes/services.ts";
import { verificationsRoutes } from "./routes/verifications.ts";
import { verifyServicesRoutes } from "./routes/verify-services.ts";

/** What `messaging.twilio.com` has under `/v1`, told from the others by its path. */
export function messagingApi(app: FastifyInstance, context: Context): void {
  apiBase(app, context);
  servicesRoutes(app, context);
  serviceSendersRoutes(app, context);
}

/** What `lookups.twilio.com` and `verify.twilio.com` have under `/v2`, told from each other by their paths. */
export function lookupsAndVerifyApi(app: FastifyInstance, context: Context): void {
  apiBase(app, context);
  lookupsRoute(app);
  verifyServicesRoutes(app, context);
  verificationsRoutes(app, context);
}
