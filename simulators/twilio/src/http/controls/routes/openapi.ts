import type { FastifyInstance } from "fastify";

import { controlsDocument } from "../openapi/document.ts";

/** `GET /simulator/openapi.json`: the controls in a form that tools read. */
export function openapiRoute(app: FastifyInstance): void {
  const document = controlsDocument();
  app.get("/openapi.json", () => document);
}
