import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";
import { FlowKind, FlowProblem } from "./flows.ts";
import { Instant, Name, NextPageToken } from "./primitives.ts";
import { AccessRules } from "./rules.ts";

const number = Type.Integer({ description: "Counts up from 1 in each app." });

/** One difference between a release and the one that was live before. */
export const ReleaseChange = Type.Object({
  kind: Type.Union([
    Type.Literal("flow"),
    Type.Literal("connection"),
    Type.Literal("rules"),
    Type.Literal("page"),
  ]),
  name: Type.String({
    description: "Of rules what they are for: `hooks/<hook>` or `commands/<connection>/<command>`.",
  }),
  change: Type.Union([Type.Literal("added"), Type.Literal("changed"), Type.Literal("removed")]),
});
export type ReleaseChange = Type.Static<typeof ReleaseChange>;

/** A release without its documents. */
export const Release = Type.Object({
  number,
  note: Type.String(),
  author: Type.String(),
  createdAt: Instant,
  isLive: Type.Boolean(),
  changes: Type.Array(ReleaseChange, {
    description: "Compared with the release that was live when it was made.",
  }),
});
export type Release = Type.Static<typeof Release>;

/** One page of releases, newest first. */
export const ReleaseList = Type.Object({
  releases: Type.Array(Release),
  nextPageToken: NextPageToken,
});
export type ReleaseList = Type.Static<typeof ReleaseList>;

/** A release with the versions of its documents; settings are told by the versions themselves. */
export const ReleaseDetail = Type.Object({
  ...Release.properties,
  flows: Type.Array(
    Type.Object({
      name: Name,
      kind: FlowKind,
      version: Type.Integer(),
      publishedAt: Type.String({
        format: "date-time",
        description: "When this version went live.",
      }),
    }),
  ),
  connections: Type.Array(
    Type.Object({ name: Name, service: Type.String(), profile: Name, version: Type.Integer() }),
  ),
  rules: AccessRules,
});
export type ReleaseDetail = Type.Static<typeof ReleaseDetail>;

/** The header that lets a release be published only while the draft is as it was read. */
export const PublishReleaseHeaders = Type.Object({
  "if-match": Type.Optional(
    Type.String({
      pattern: '^(?:\\*|(?:W/)?"[0-9a-f]{32}")$',
      expected: "the ETag of the draft's documents, or *",
      description:
        "When given, nothing is published unless the draft is the one that GET …/documents " +
        "answered with this ETag.",
    }),
  ),
});

/** What `POST …/releases` takes. */
export const PublishRelease = Type.Object(
  {
    note: Type.Optional(
      Type.String({
        maxLength: 2000,
        description: "What is new, for people; empty when left out.",
      }),
    ),
  },
  { additionalProperties: false, expected: "an object" },
);
export type PublishRelease = Type.Static<typeof PublishRelease>;

/** A problem of an app, and the document that it is in. */
export const ReleaseProblem = Type.Object({
  document: Type.String({ description: "Such as `flows/order-update`, or `rules`." }),
  ...FlowProblem.properties,
});
export type ReleaseProblem = Type.Static<typeof ReleaseProblem>;

/** A new release; its problems are warnings. */
export const PublishedRelease = Type.Object({
  ...Release.properties,
  problems: Type.Array(ReleaseProblem),
});
export type PublishedRelease = Type.Static<typeof PublishedRelease>;

/** The answer to publishing an app that has errors, or to activating what cannot run. */
export const ReleaseRefused = Type.Object({
  error: ErrorAnswer.properties.error,
  problems: Type.Array(ReleaseProblem),
});
export type ReleaseRefused = Type.Static<typeof ReleaseRefused>;

/** The release in an address. */
export const ReleaseParams = Type.Object({
  app: Name,
  number: Type.String({ pattern: "^[1-9]\\d{0,8}$", expected: "the number of a release" }),
});
