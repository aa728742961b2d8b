import type { Command, Service } from "@trunkline/service-kit";
import { twilioService } from "@trunkline/service-twilio";

import { ConnectionsError } from "./errors.ts";

const services: ReadonlyMap<string, Service> = new Map([[twilioService.id, twilioService]]);

/**
 * The service of an id.
 *
 * @throws ConnectionsError `SERVICE_UNKNOWN`.
 */
export function serviceOf(id: string): Service {
  const service = services.get(id);
  if (service !== undefined) return service;
  throw new ConnectionsError(
    "SERVICE_UNKNOWN",
    "There is no such service.",
    `Known services: ${[...services.keys()].join(", ")}.`,
  );
}

/**
 * A service's command of an id.
 *
 * @throws ConnectionsError `COMMAND_UNKNOWN`, which lists those that there are.
 */
export function commandOf(service: Service, id: string): Command {
  const command = service.commands.get(id);
  if (command !== undefined) return command;
  throw new ConnectionsError(
    "COMMAND_UNKNOWN",
    `${service.title} has no such command.`,
    `Its commands: ${[...service.commands.keys()].join(", ")}.`,
  );
}
