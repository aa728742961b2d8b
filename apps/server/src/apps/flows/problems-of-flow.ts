import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";
import { type AppView, checkFlow } from "@trunkline/flow/describe";

import type { ConnectionService } from "../../connections/index.ts";

/** What a flow is checked against. */
export interface FlowSurroundings {
  /** The connections beside it. */
  readonly view: AppView;
  readonly hasSigningSecret: boolean;
}

/** Every problem of a flow: its blocks' and its settings'. */
export function problemsOfFlow(
  flow: FlowDocument,
  { view, hasSigningSecret }: FlowSurroundings,
): FlowProblem[] {
  const { kind, workspace, settings } = flow;
  const problems: FlowProblem[] = [...checkFlow({ kind, workspace }, view)];
  const wantsSignature = settings?.signature !== undefined && settings.signature !== null;
  if (kind === "web-hook" && wantsSignature && !hasSigningSecret) problems.push(secretMissing);
  return problems;
}

/** What checks know of an app. */
export function viewOf(connections: readonly ConnectionService[]): AppView {
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
