import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { readInbound } from "../../../inbound/read-inbound.ts";
import { viewMessage } from "../message-view.ts";

/** `POST /simulator/inbound`: somebody writes to a number of an account. */
export function inboundRoute(app: FastifyInstance, { inbound, directory }: Context): void {
  app.post("/inbound", (request, reply) => {
    const { text, account } = readInbound(request.body, directory);
    return reply.code(201).send(viewMessage(inbound.receive(text, account)));
  });
}
