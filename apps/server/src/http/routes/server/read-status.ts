import { ServerStatus } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/status` */
export const readStatus: Route = (app, context) => {
  app.get(
    "/api/status",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "readStatus",
        tags: ["server"],
        summary: "Read the state of server, database and vault",
        response: { 200: ServerStatus, ...errorAnswers },
      },
    },
    async () => {
      const { config, masterKeys, migration, version } = context;
      const database = await context.database.pool.query<{ version: string; now: Date }>(
        "select current_setting('server_version') as version, clock_timestamp() as now",
      );
      const now = new Date();
      const row = database.rows[0];
      return {
        version,
        now: now.toISOString(),
        database: {
          kind: config.secrets.databaseUrl === null ? ("embedded" as const) : ("external" as const),
          version: row?.version ?? "",
          migration,
          clockSkewMs: (row?.now ?? now).getTime() - now.getTime(),
        },
        vault: {
          masterKeyId: masterKeys.ring.current.id,
          source:
            masterKeys.provider.addKey === undefined ? ("environment" as const) : ("file" as const),
          waitingForRotation: await context.dataKeys.countWaiting(),
        },
      };
    },
  );
};
