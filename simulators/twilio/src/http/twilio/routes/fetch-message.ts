import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { findMessage } from "../find-message.ts";
import { messageJson } from "../message-json.ts";

/** `GET /Accounts/{AC}/Messages/{SM or MM}.json` */
export function fetchMessageRoute(app: FastifyInstance, { store }: Context): void {
  app.get("/Accounts/:accountSid/Messages/:sid.json", (request) =>
    messageJson(findMessage(request, store)),
  );
}
