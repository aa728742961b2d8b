import { OwnerLink } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/owner-link` */
export const makeOwnerLink: Route = (app, context) => {
  app.post(
    "/api/owner-link",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "makeOwnerLink",
        tags: ["users"],
        summary: "Make the link for the first owner; the one before is good no more",
        response: { 201: OwnerLink, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { protocol, host } = request;
      return reply.code(201).send(await context.ownerLinks.make(`${protocol}://${host}`));
    },
  );
};
