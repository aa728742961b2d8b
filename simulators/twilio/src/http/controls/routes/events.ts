import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { EventFeed } from "../event-feed.ts";
import { viewWorld } from "../world.ts";

/** `GET /simulator/events`: the latest messages and the world around them, then what changes, as server-sent events. */
export function eventsRoute(app: FastifyInstance, context: Context): void {
  const feed = new EventFeed(context.store, () => viewWorld(context));
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
