import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";

import type { Route } from "../route.ts";
import { keepBodyTexts } from "./body-text.ts";
import { checkFlow } from "./check-flow.ts";
import { deleteFlow } from "./delete-flow.ts";
import { listFlowVersions } from "./list-flow-versions.ts";
import { listFlows } from "./list-flows.ts";
import { publishFlow } from "./publish-flow.ts";
import { readFlowVersion } from "./read-flow-version.ts";
import { readFlow } from "./read-flow.ts";
import { saveFlow } from "./save-flow.ts";
import { removeSigningSecret, setSigningSecret } from "./signing-secret.ts";

const routes = [
  saveFlow,
  readFlow,
  deleteFlow,
  listFlows,
  checkFlow,
  publishFlow,
  listFlowVersions,
  readFlowVersion,
  setSigningSecret,
  removeSigningSecret,
];

/** Every route of flows, in a scope that keeps the texts of bodies. */
export const flowRoutes: Route = (app, context) => {
  void app.register(async (scope) => {
    keepBodyTexts(scope.withTypeProvider<TypeBoxTypeProvider>());
    for (const route of routes) route(scope.withTypeProvider<TypeBoxTypeProvider>(), context);
  });
};
