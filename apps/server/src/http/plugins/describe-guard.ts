import type { FastifySchema, RouteOptions } from "fastify";

import type { Guard } from "./guard.ts";

const whoMayUse: Readonly<Record<Guard, string>> = {
  owner: "For the server's owner.",
  builder: "For builders of the app: its group `Admin`, and the server's owner.",
  self: "For the user himself and the server's owner.",
  "signed-in": "For every user, by session or API key.",
  anybody: "For anybody.",
};

/** A route's schema, with a sentence about who may use it. */
export function describeGuard(schema: FastifySchema, { config }: RouteOptions): FastifySchema {
  const guard = config?.guard;
  if (guard === undefined) return schema;
  const { description } = schema;
  const sentences = description === undefined ? [] : [description];
  return { ...schema, description: [...sentences, whoMayUse[guard]].join("\n\n") };
}
