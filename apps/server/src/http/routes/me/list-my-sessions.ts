import { SessionList } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { ownSession } from "./own-session.ts";

/** `GET /api/me/sessions` */
export const listMySessions: Route = (app, context) => {
  app.get(
    "/api/me/sessions",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "listMySessions",
        tags: ["me"],
        summary: "List one's own sessions, newest first",
        response: { 200: SessionList, ...errorAnswers },
      },
    },
    async (request) => {
      const { user } = request.identity;
      if (user === null) return { sessions: [] };
      const current = await ownSession(context, request);
      return { sessions: await context.sessions.list(user, current?.id ?? null) };
    },
  );
};
