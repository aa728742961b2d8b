import { SignIn, User } from "@trunkline/api-contract";

import { signIn } from "../../../access/index.ts";
import { errorAnswers, type Route } from "../route.ts";
import { clientOf } from "./client-of.ts";
import { sendSignedIn } from "./send-signed-in.ts";

/** `POST /api/sign-in` */
export const signInRoute: Route = (app, context) => {
  app.post(
    "/api/sign-in",
    {
      config: { guard: "anybody" },
      schema: {
        operationId: "signIn",
        tags: ["users"],
        summary: "Sign in with e-mail address and password",
        security: [],
        body: SignIn,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const started = await signIn(context.signIns, request.body, clientOf(request));
      return sendSignedIn(request, reply, started);
    },
  );
};
