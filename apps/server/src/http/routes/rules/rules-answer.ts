import type { AccessRules, FlowProblem } from "@trunkline/api-contract";
import type { Static } from "typebox";

/** Rules as answers show them. */
export function rulesAnswer(
  { rules, version }: { readonly rules: AccessRules; readonly version: number },
  problems: FlowProblem[],
) {
  // The schema's own type does not say that nobody changes them.
  const { hooks, pages, commands } = rules as Static<typeof AccessRules>;
  return { hooks: hooks ?? {}, pages: pages ?? {}, commands: commands ?? {}, version, problems };
}
