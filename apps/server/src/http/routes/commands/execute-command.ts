import {
  CommandParams,
  CommandResult,
  ExecuteCommand,
  ExecuteCommandHeaders,
} from "@trunkline/api-contract";

import { execute } from "../../../commands/index.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/connections/:connection/commands/:command` */
export const executeCommand: Route = (app, context) => {
  app.post(
    "/api/apps/:app/connections/:connection/commands/:command",
    {
      config: { guard: "builder", whenArchived: "allowed" },
      schema: {
        operationId: "executeCommand",
        tags: ["commands"],
        summary: "Execute a command",
        description:
          "A command that must not happen twice is stored as an attempt before it is carried out. " +
          "Repeat a request with the same Idempotency-Key to get the first one's answer.",
        params: CommandParams,
        headers: ExecuteCommandHeaders,
        body: ExecuteCommand,
        response: { 200: CommandResult, ...errorAnswers },
      },
    },
    async (request) => {
      const { app: appName, connection, command } = request.params;
      const answer = await execute(context.executor, {
        app: appName,
        connection,
        command,
        data: request.body.data,
        caller: request.identity.caller,
        idempotencyKey: request.headers["idempotency-key"] ?? null,
        surface: "cloud",
        source: "live",
        access: null,
        beside: null,
      });
      return answer.attempt === null
        ? { data: answer.data }
        : { data: answer.data, attempt: answer.attempt };
    },
  );
};
