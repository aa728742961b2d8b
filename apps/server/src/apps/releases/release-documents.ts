import type { AccessRules } from "@trunkline/api-contract";

import type { Id } from "../../database/index.ts";

/** A flow in a release: which version of it. */
export interface ReleasedFlow {
  readonly name: string;
  readonly flow: Id<"flow">;
  readonly kind: "web-hook" | "background-task" | "page";
  readonly version: number;
  /** When this version went live; null where it is about to. */
  readonly publishedAt: Date | null;
  /** Tells documents apart. */
  readonly digest: string;
}

/** A connection in a release, with its settings still sealed. */
export interface ReleasedConnection {
  readonly name: string;
  readonly connection: Id<"con">;
  readonly service: string;
  readonly version: number;
  readonly profile: Id<"prf">;
  readonly profileName: string;
  readonly sealedSettings: Buffer;
}

/** Everything that a release holds, each list by name. */
export interface ReleaseDocuments {
  readonly flows: readonly ReleasedFlow[];
  readonly connections: readonly ReleasedConnection[];
  readonly rules: AccessRules;
}

/** A release that holds nothing: what comes before the first one. */
export const noDocuments: ReleaseDocuments = { flows: [], connections: [], rules: {} };
