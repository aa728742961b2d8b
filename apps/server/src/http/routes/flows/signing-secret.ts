import { FlowParams, SigningSecret } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

const url = "/api/apps/:app/flows/:flow/signing-secret";

/** `PUT /api/apps/:app/flows/:flow/signing-secret` */
export const setSigningSecret: Route = (app, context) => {
  app.put(
    url,
    {
      config: { guard: "builder" },
      schema: {
        operationId: "setSigningSecret",
        tags: ["flows"],
        summary: "Set the secret that callers of a Web Hook sign with; it is never shown again",
        params: FlowParams,
        body: SigningSecret,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.flow };
      await context.flows.setSigningSecret(address, body.secret, deedOf(request));
      context.flowDirectory.forget();
      return reply.code(204).send(null);
    },
  );
};

/** `DELETE /api/apps/:app/flows/:flow/signing-secret` */
export const removeSigningSecret: Route = (app, context) => {
  app.delete(
    url,
    {
      config: { guard: "builder" },
      schema: {
        operationId: "removeSigningSecret",
        tags: ["flows"],
        summary: "Remove the secret; a hook whose settings ask for signatures then refuses all",
        params: FlowParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.flow };
      await context.flows.setSigningSecret(address, null, deedOf(request));
      context.flowDirectory.forget();
      return reply.code(204).send(null);
    },
  );
};
