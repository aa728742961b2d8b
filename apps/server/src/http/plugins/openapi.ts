import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";

import { describeGuard } from "./describe-guard.ts";

const wordmark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 32">
  <text x="0" y="23" font-family="system-ui, sans-serif" font-size="22" font-weight="700"
    fill="#fff">Trunkline</text>
</svg>`;

/** Describes the API out of its routes' schemas: `/openapi.json`, and `/reference` to browse it. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => ({ schema: describeGuard(schema, route), url }),
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Trunkline",
        version,
        description: "Connects apps to Twilio: profiles, connections and commands.",
        license: { name: "MIT", identifier: "MIT" },
      },
      components: {
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer" },
          session: { type: "apiKey", in: "cookie", name: "trunkline.session_token" },
          webHookKey: { type: "http", scheme: "basic" },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
      tags: [
        { name: "commands", description: "Run a connection's commands" },
        { name: "hooks", description: "Call an app's Web Hooks" },
        { name: "attempts", description: "What was sent once, and what became of it" },
        { name: "runs", description: "What flows did, step by step" },
        { name: "flows", description: "Drafts, checks, versions and what is live" },
        { name: "releases", description: "What is live, and who may do what in it" },
        { name: "apps", description: "Namespaces" },
        { name: "profiles", description: "Accounts with a service; write-only" },
        { name: "connections", description: "An app's links to a service" },
        { name: "users", description: "Who may sign in, the groups he is in, and his keys" },
        { name: "groups", description: "The groups of apps, which rules name" },
        { name: "me", description: "Who asks, and where he is signed in" },
        { name: "documents", description: "All of an app's draft at once" },
        { name: "audit", description: "Who did what, when and from where" },
        { name: "server", description: "Health, state and master key" },
      ],
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/reference",
    theme: { title: "Trunkline API" },
    logo: { type: "image/svg+xml", content: Buffer.from(wordmark) },
  });
}
