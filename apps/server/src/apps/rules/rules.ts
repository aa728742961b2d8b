import type { AccessRules, FlowProblem } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
import { listConnectionServices } from "../../connections/index.ts";
import type { Database, Id, VersionMatch } from "../../database/index.ts";
import { flowsOf } from "../flows/flow-rows.ts";
import { lockApp } from "../lock-app.ts";
import { groupNames } from "./group-names.ts";
import { problemsOfRules } from "./problems-of-rules.ts";
import { type DraftRules, readRules } from "./read-rules.ts";
import { saveRules, type RulesOutcome } from "./save-rules.ts";

/** Who changes rules, and which version of them. */
export interface ChangeBy {
  readonly match: VersionMatch;
  readonly deed: audit.Deed;
}

/** The rules of all apps' drafts. A conflict of versions is an answer. */
export interface Rules {
  read(app: Id<"app">): Promise<DraftRules>;
  save(app: Id<"app">, rules: AccessRules, by: ChangeBy): Promise<RulesOutcome>;
  /** What they name and the draft does not have. */
  problems(app: Id<"app">, rules: AccessRules): Promise<FlowProblem[]>;
}

/** Opens the store of rules. */
export function openRules({ query }: Database): Rules {
  return {
    read: (app) => readRules(query, app),
    save: (app, rules, { match, deed }) =>
      query.transaction().execute(async (transaction) => {
        await lockApp(transaction, app);
        const before = await readRules(transaction, app);
        const outcome = await saveRules(transaction, app, rules, match);
        if (outcome.kind === "conflict" || outcome.version === before.version) return outcome;
        const { version } = outcome;
        const entry = {
          app,
          action: "rules.saved",
          subject: "rules",
          details: { version },
        } as const;
        await audit.record(transaction, { ...deed, ...entry });
        return outcome;
      }),
    problems: (app, rules) => problemsInDraft(query, app, rules),
  };
}

async function problemsInDraft(
  query: Database["query"],
  app: Id<"app">,
  rules: AccessRules,
): Promise<FlowProblem[]> {
  const flows = await flowsOf(query, app)
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "flows.id")
        .onRef("flow_versions.version", "=", "flows.version"),
    )
    .select("flow_versions.kind as kind")
    .where("flows.deleted_at", "is", null)
    .execute();
  const named = (kind: string) =>
    new Set(flows.filter((flow) => flow.kind === kind).map(({ name }) => name));
  return problemsOfRules(rules, {
    groups: await groupNames(query, app),
    connections: await listConnectionServices(query, app),
    hooks: named("web-hook"),
    pages: named("page"),
  });
}
