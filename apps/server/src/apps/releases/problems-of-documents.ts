import { setImmediate as giveWay } from "node:timers/promises";

import type { FlowDocument, FlowProblem, ReleaseProblem } from "@trunkline/api-contract";
import { sql } from "kysely";

import { connectionService } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { problemsOfFlow, viewOf } from "../flows/problems-of-flow.ts";
import { groupNames } from "../rules/group-names.ts";
import { problemsOfRules } from "../rules/problems-of-rules.ts";
import { missingProfiles } from "./missing-profiles.ts";
import type { ReleaseDocuments, ReleasedFlow } from "./release-documents.ts";

type Query = Database["query"];

/** Every problem of an app's documents as a whole, each with the document that it is in. */
export async function problemsOfDocuments(
  query: Query,
  app: Id<"app">,
  documents: ReleaseDocuments,
): Promise<ReleaseProblem[]> {
  return [
    ...(await problemsOfFlows(query, documents)),
    ...(await missingProfiles(query, app, documents.connections)),
    ...(await problemsInRules(query, app, documents)),
  ];
}

/** So many documents are in memory at once: each may have 8 MiB. */
const flowsAtOnce = 20;

async function problemsOfFlows(
  query: Query,
  { flows, connections }: ReleaseDocuments,
): Promise<ReleaseProblem[]> {
  const view = viewOf(connections.map(connectionService));
  const problems: ReleaseProblem[] = [];
  for (let at = 0; at < flows.length; at += flowsAtOnce) {
    for (const { name, text, hasSigningSecret } of await readTexts(
      query,
      flows.slice(at, at + flowsAtOnce),
    )) {
      const document = JSON.parse(text) as FlowDocument;
      problems.push(
        ...within(`flows/${name}`, problemsOfFlow(document, { view, hasSigningSecret })),
      );
      // Requests are answered between one flow and the next.
      await giveWay();
    }
  }
  return problems;
}

interface FlowText {
  readonly name: string;
  readonly text: string;
  readonly hasSigningSecret: boolean;
}

async function readTexts(query: Query, flows: readonly ReleasedFlow[]): Promise<FlowText[]> {
  const rows = await query
    .selectFrom("flow_versions")
    .innerJoin("flows", "flows.id", "flow_versions.flow_id")
    .select([
      "flows.name as name",
      sql<string>`document::text`.as("text"),
      sql<boolean>`sealed_signing_secret is not null`.as("hasSigningSecret"),
    ])
    .where((where) =>
      where.or(
        flows.map(({ flow, version }) =>
          where.and({ "flow_versions.flow_id": flow, "flow_versions.version": version }),
        ),
      ),
    )
    .orderBy("flows.name")
    .execute();
  return rows;
}

async function problemsInRules(
  query: Query,
  app: Id<"app">,
  { flows, connections, rules }: ReleaseDocuments,
): Promise<ReleaseProblem[]> {
  const named = (kind: ReleasedFlow["kind"]) =>
    new Set(flows.filter((flow) => flow.kind === kind).map(({ name }) => name));
  const problems = problemsOfRules(rules, {
    groups: await groupNames(query, app),
    connections: connections.map(connectionService),
    hooks: named("web-hook"),
    pages: named("page"),
  });
  return within("rules", problems);
}

function within(document: string, problems: readonly FlowProblem[]): ReleaseProblem[] {
  return problems.map((problem) => ({ document, ...problem }));
}
