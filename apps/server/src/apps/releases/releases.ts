import type { Release, ReleaseDetail } from "@trunkline/api-contract";

import type { Id } from "../../database/index.ts";
import {
  activateRelease,
  type ActivateOutcome,
  type ReleaseToActivate,
} from "./activate-release.ts";
import {
  type AppToPublish,
  publishRelease,
  type ReleaseOutcome,
  type ReleaseParts,
} from "./publish-release.ts";
import { listReleases, readRelease, readReleaseDetail } from "./release-lists.ts";

/** The releases of all apps. */
export interface Releases {
  /** Makes the draft the next release, and live. */
  publish(app: AppToPublish): Promise<ReleaseOutcome>;
  /** Makes a release live. @throws AppsError `RELEASE_UNKNOWN`. */
  activate(release: ReleaseToActivate): Promise<ActivateOutcome>;
  /** One page, newest first. */
  list(app: Id<"app">, page: { before: number | null; size: number }): Promise<Release[]>;
  /** @throws AppsError `RELEASE_UNKNOWN`. */
  read(app: Id<"app">, number: number): Promise<Release>;
  /** With its documents' names and versions. @throws AppsError `RELEASE_UNKNOWN`. */
  readDetail(app: Id<"app">, number: number): Promise<ReleaseDetail>;
}

/** Opens the store of releases. */
export function openReleases(parts: ReleaseParts): Releases {
  const { query } = parts.database;
  return {
    publish: (app) => publishRelease(parts, app),
    activate: (release) => activateRelease(parts.database, release),
    list: (app, page) => listReleases(query, app, page),
    read: (app, number) => readRelease(query, app, number),
    readDetail: (app, number) => readReleaseDetail(query, app, number),
  };
}
