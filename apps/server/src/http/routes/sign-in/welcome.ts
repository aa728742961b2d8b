import { User, Welcome } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { clientOf } from "./client-of.ts";
import { sendSignedIn } from "./send-signed-in.ts";

/** `POST /api/welcome` */
export const welcome: Route = (app, context) => {
  app.post(
    "/api/welcome",
    {
      config: { guard: "anybody" },
      schema: {
        operationId: "welcome",
        tags: ["users"],
        summary: "Become the first owner, with the link that the first start showed",
        security: [],
        body: Welcome,
        response: { 201: User, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const started = await context.ownerLinks.claim(request.body, clientOf(request));
      return reply.code(201).send(sendSignedIn(request, reply, started));
    },
  );
};
