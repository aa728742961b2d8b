import { SessionList, UserParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/users/:user/sessions` */
export const listUserSessions: Route = (app, context) => {
  app.get(
    "/api/users/:user/sessions",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "listUserSessions",
        tags: ["users"],
        summary: "List a user's sessions, newest first",
        params: UserParams,
        response: { 200: SessionList, ...errorAnswers },
      },
    },
    async (request) => {
      const current = await context.sessions.find(request.headers.cookie);
      const sessions = await context.sessions.list(request.params.user, current?.id ?? null);
      return { sessions };
    },
  );
};
