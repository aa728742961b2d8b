import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";
import { type AppView, checkFlow } from "@trunkline/flow/describe";

import { listConnectionServices } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";

/** What a flow is checked against, beside its app's connections. */
export interface FlowSurroundings {
  readonly query: Database["query"];
  readonly app: Id<"app">;
  readonly hasSigningSecret: boolean;
}

/** Every problem of a flow: its blocks' and its settings'. */
export async function problemsOfFlow(
  flow: FlowDocument,
  { query, app, hasSigningSecret }: FlowSurroundings,
): Promise<FlowProblem[]> {
  const { kind, workspace, settings } = flow;
  const problems: FlowProblem[] = [...checkFlow({ kind, workspace }, await viewApp(query, app))];
  const wantsSignature = settings?.signature !== undefined && settings.signature !== null;
  if (kind === "web-hook" && wantsSignature && !hasSigningSecret) problems.push(secretMissing);
  return problems;
}

async function viewApp(query: Database["query"], app: Id<"app">): Promise<AppView> {
  const connections = await listConnectionServices(query, app);
  return {
    connections: connections.map(({ name, service }) => ({
      name,
      service: service.id,
      commands: [...service.commands.values()].map(({ id, title, runsIn }) => ({
        id,
        title,
        runsIn,
      })),
    })),
  };
}

const secretMissing: FlowProblem = {
  code: "SIGNING_SECRET_MISSING",
  severity: "error",
  message: "The settings ask for signed requests, and the flow has no signing secret.",
  hint: "Set one with PUT …/flows/{flow}/signing-secret, or take the signature out of the settings.",
  blockId: null,
  path: "settings.signature",
};
