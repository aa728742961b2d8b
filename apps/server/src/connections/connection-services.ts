import type { Service } from "@trunkline/service-kit";

import type { Database, Id } from "../database/index.ts";
import { serviceOf } from "./services.ts";

/** A connection's name and what can be done through it; none of its settings. */
export interface ConnectionService {
  readonly name: string;
  readonly service: Service;
}

/** What can be done through a connection whose row names a service. */
export function connectionService(row: {
  readonly name: string;
  readonly service: string;
}): ConnectionService {
  return { name: row.name, service: serviceOf(row.service) };
}

/** All connections of an app's draft with their services, by name. */
export async function listConnectionServices(
  query: Database["query"],
  app: Id<"app">,
): Promise<ConnectionService[]> {
  const rows = await query
    .selectFrom("connections")
    .select(["name", "service"])
    .where("app_id", "=", app)
    .where("deleted_at", "is", null)
    .orderBy("name")
    .execute();
  return rows.map(connectionService);
}
