import type { Release, ReleaseDetail } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { unknownRelease } from "./activate-release.ts";
import { readReleased } from "./read-documents.ts";

type Query = Database["query"];

/** One page of an app's releases, newest first, before the one numbered `before`. */
export async function listReleases(
  query: Query,
  app: Id<"app">,
  page: { readonly before: number | null; readonly size: number },
): Promise<Release[]> {
  const all = releasesOf(query, app).orderBy("releases.number", "desc").limit(page.size);
  const rows = await (
    page.before === null ? all : all.where("releases.number", "<", page.before)
  ).execute();
  return rows.map(toRelease);
}

/** A release without its documents. @throws AppsError `RELEASE_UNKNOWN`. */
export async function readRelease(query: Query, app: Id<"app">, number: number): Promise<Release> {
  const row = await releasesOf(query, app).where("releases.number", "=", number).executeTakeFirst();
  if (row === undefined) throw unknownRelease(number);
  return toRelease(row);
}

/** A release with its documents' names and versions. @throws AppsError `RELEASE_UNKNOWN`. */
export async function readReleaseDetail(
  query: Query,
  app: Id<"app">,
  number: number,
): Promise<ReleaseDetail> {
  const release = await readRelease(query, app, number);
  const { flows, connections, rules } = await readReleased(query, app, number);
  return {
    ...release,
    flows: flows.map(({ name, kind, version, publishedAt }) => ({
      name,
      kind,
      version,
      publishedAt: (publishedAt ?? new Date(release.createdAt)).toISOString(),
    })),
    connections: connections.map(({ name, service, profileName, version }) => ({
      name,
      service,
      profile: profileName,
      version,
    })),
    // The schema's own type does not say that nobody changes them.
    rules: rules as ReleaseDetail["rules"],
  };
}

function releasesOf(query: Query, app: Id<"app">) {
  return query
    .selectFrom("releases")
    .innerJoin("apps", "apps.id", "releases.app_id")
    .select([
      "releases.number as number",
      "releases.note as note",
      "releases.author as author",
      "releases.created_at as createdAt",
      "releases.changes as changes",
      "apps.live_release as live",
    ])
    .where("releases.app_id", "=", app);
}

function toRelease(row: {
  readonly number: number;
  readonly note: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly changes: Release["changes"];
  readonly live: number | null;
}): Release {
  const { number, note, author, createdAt, changes, live } = row;
  return {
    number,
    note,
    author,
    createdAt: createdAt.toISOString(),
    isLive: number === live,
    changes,
  };
}
