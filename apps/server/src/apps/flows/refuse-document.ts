import type { FlowDocument } from "@trunkline/api-contract";
import { readWorkspace } from "@trunkline/flow/describe";
import { InputError, type Problem } from "@trunkline/service-kit";

import { isNetwork } from "../../config/networks.ts";

/**
 * Refuses a flow that cannot even be kept as a draft: another flow's, one whose settings say what
 * nobody can do, or whose workspace is none or too large. What its blocks do wrong is not asked.
 *
 * @param name The name in the flow's address.
 * @throws InputError with every problem found.
 */
export function refuseDocument(name: string, { name: own, ...flow }: FlowDocument): void {
  const problems = [
    ...(own === name ? [] : [anotherName]),
    ...(flow.settings?.callerNetworks ?? []).flatMap(networkProblem),
    ...workspaceProblems(flow.workspace),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

const anotherName: Problem = {
  path: "name",
  code: "PROPERTY_INVALID",
  message: 'The property "name" must be the name in the address.',
  hint: "A flow keeps its name; save it under another one and delete this one.",
};

function networkProblem(text: string, index: number): Problem[] {
  if (isNetwork(text)) return [];
  return [
    {
      path: `settings.callerNetworks.${index}`,
      code: "PROPERTY_INVALID",
      message: `The property "settings.callerNetworks.${index}" must be a network in CIDR form.`,
      hint: "Such as 203.0.113.0/24, 2001:db8::/32, or one address alone.",
    },
  ];
}

function workspaceProblems(workspace: unknown): Problem[] {
  return readWorkspace(workspace).problems.map(({ code, message, hint, path }) => ({
    path: path === "" ? "workspace" : `workspace.${path}`,
    code,
    message,
    hint,
  }));
}
