import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { EventFeed } from "../event-feed.ts";

/** `GET /simulator/events`: the latest messages, then what changes, as server-sent events. */
export function eventsRoute(app: FastifyInstance, { store }: Context): void {
  const feed = new EventFeed(store);
  app.addHook("onClose", () => feed.close());
  app.get("/events", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    feed.join(reply.raw);
  });
}
