import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { changeSettings, readSettingsChange } from "../../../settings/read-settings.ts";

/** `GET` and `POST /simulator/settings`: queues and their rates, requests in flight, and a seed for chance. */
export function settingsRoutes(app: FastifyInstance, { settings, faults }: Context): void {
  app.get("/settings", () => settings);
  app.post("/settings", (request) => {
    const change = readSettingsChange(request.body);
    changeSettings(settings, change);
    if (change.seed !== undefined) faults.seed(change.seed);
    return settings;
  });
}
