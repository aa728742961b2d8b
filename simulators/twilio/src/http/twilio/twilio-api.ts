import type { FastifyInstance } from "fastify";

import type { Context } from "../../context.ts";
import { apiBase } from "./api-base.ts";
import { accountsRoutes } from "./routes/accounts.ts";
import { applicationsRoutes } from "./routes/applications.ts";
import { createMessageRoute } from "./routes/create-message.ts";
import { deleteMessageRoute } from "./routes/delete-message.ts";
import { feedbackRoute } from "./routes/feedback.ts";
import { fetchMessageRoute } from "./routes/fetch-message.ts";
import { incomingNumbersRoutes } from "./routes/incoming-numbers.ts";
import { keysRoutes } from "./routes/keys.ts";
import { listMessagesRoute } from "./routes/list-messages.ts";
import { mediaRoutes } from "./routes/media.ts";
import { updateMessageRoute } from "./routes/update-message.ts";

/** Twilio's API under `/2010-04-01`, of `api.twilio.com`. */
export function twilioApi(app: FastifyInstance, context: Context): void {
  apiBase(app, context);
  accountsRoutes(app, context);
  createMessageRoute(app, context);
  listMessagesRoute(app, context);
  fetchMessageRoute(app, context);
  updateMessageRoute(app, context);
  deleteMessageRoute(app, context);
  mediaRoutes(app, context);
  feedbackRoute(app, context);
  incomingNumbersRoutes(app, context);
  applicationsRoutes(app, context);
  keysRoutes(app);
}
