import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";

import { keepBodyTexts } from "../flows/body-text.ts";
import type { Route } from "../route.ts";
import { readDocuments } from "./read-documents.ts";
import { replaceDocuments } from "./replace-documents.ts";

/** The routes of an app's documents, in a scope that reads bodies as those of flows are read. */
export const documentRoutes: Route = (app, context) => {
  void app.register(async (scope) => {
    const api = scope.withTypeProvider<TypeBoxTypeProvider>();
    keepBodyTexts(api);
    readDocuments(api, context);
    replaceDocuments(api, context);
  });
};
