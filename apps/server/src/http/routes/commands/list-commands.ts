import { CommandList, ConnectionParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/connections/:connection/commands` */
export const listCommands: Route = (app, context) => {
  app.get(
    "/api/apps/:app/connections/:connection/commands",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listCommands",
        tags: ["commands"],
        summary: "List a connection's commands with the schemas of their inputs and outputs",
        params: ConnectionParams,
        response: { 200: CommandList, ...errorAnswers },
      },
    },
    async (request) => {
      const { params } = request;
      const { service } = await context.directory.resolve(params.app, params.connection, "live");
      const commands = [...service.commands.values()].map((command) => ({
        id: command.id,
        title: command.title,
        purpose: command.purpose,
        runsIn: [...command.runsIn],
        effect: command.effect,
        input: command.input,
        output: command.output,
      }));
      return { commands };
    },
  );
};
