import type { FlowKind as KindOfFlow } from "@trunkline/flow/document";
import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";
import { HookSettingsInput } from "./hook-settings.ts";
import { Instant, Name, NextPageToken, OptionalInstant } from "./primitives.ts";
import { matchHeader, Version } from "./versions.ts";

/** Where a flow runs. */
export const FlowKind = Type.Union(
  [Type.Literal("web-hook"), Type.Literal("background-task"), Type.Literal("page")],
  { expected: '"web-hook", "background-task" or "page"' },
);
export type FlowKind = KindOfFlow;

const liveVersion = Type.Union([Version, Type.Null()], {
  description: "Null while the live release has no such flow.",
});

/** The flow in an address. */
export const FlowParams = Type.Object({ app: Name, flow: Name });

/** A version of a flow in an address. */
export const FlowVersionParams = Type.Object({
  app: Name,
  flow: Name,
  version: Type.String({ pattern: "^[1-9]\\d{0,8}$", expected: "the number of a version" }),
});

/** A flow as a file holds it: what `PUT …/flows/{flow}` and `POST …/check` take. */
export const FlowDocument = Type.Object(
  {
    name: Name,
    kind: FlowKind,
    settings: Type.Optional(HookSettingsInput),
    workspace: Type.Unknown({ description: "The workspace as Blockly 12 saves it in JSON." }),
  },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: {
      version: "Give it in the header If-Match.",
      liveVersion: "Leave it out: publishing sets it.",
      publishedAt: "Leave it out: publishing sets it.",
      updatedAt: "Leave it out: saving sets it.",
      hasSigningSecret: "Leave it out: the secret has an address of its own.",
    },
  },
);
export type FlowDocument = Type.Static<typeof FlowDocument>;

/** The header that says which version a save was made from. */
export const SaveFlowHeaders = matchHeader(
  "The ETag of the version that the change was made from; `*` replaces whatever is there. " +
    "Needed to change a flow, and left out to make one.",
);

/** A flow's draft, and which version is live. */
export const Flow = Type.Object({
  name: Name,
  kind: FlowKind,
  settings: Type.Unknown({ description: "As they were saved; what they leave out has a default." }),
  workspace: Type.Unknown(),
  version: Version,
  liveVersion,
  hasSigningSecret: Type.Boolean(),
  updatedAt: Instant,
  publishedAt: OptionalInstant,
});
/** The same as a type, its settings read. */
export type Flow = Omit<Type.Static<typeof Flow>, "settings"> & { settings: HookSettingsInput };

/** A flow without its document. */
export const FlowSummary = Type.Omit(Flow, ["settings", "workspace", "hasSigningSecret"]);
export type FlowSummary = Type.Static<typeof FlowSummary>;

/** One page of flows, by name. */
export const FlowList = Type.Object({
  flows: Type.Array(FlowSummary),
  nextPageToken: NextPageToken,
});
export type FlowList = Type.Static<typeof FlowList>;

/** One kept version. */
export const FlowVersion = Type.Object({
  version: Version,
  isLive: Type.Boolean(),
  isDraft: Type.Boolean(),
  savedAt: Instant,
});
export type FlowVersion = Type.Static<typeof FlowVersion>;

/** The kept versions of a flow, newest first: the last 50, and those that releases have. */
export const FlowVersionList = Type.Object({ versions: Type.Array(FlowVersion) });
export type FlowVersionList = Type.Static<typeof FlowVersionList>;

/** One kept version with its document. */
export const FlowVersionDocument = Type.Object({
  name: Name,
  kind: FlowKind,
  settings: Type.Unknown(),
  workspace: Type.Unknown(),
  version: Version,
  savedAt: Instant,
});
export type FlowVersionDocument = Type.Static<typeof FlowVersionDocument>;

/** One thing that is wrong with a flow. */
export const FlowProblem = Type.Object({
  code: Type.String({ description: "Such as `COMMAND_NOT_ON_PAGES`: what programs branch on." }),
  severity: Type.Union([Type.Literal("error"), Type.Literal("warning")], {
    description: "An error keeps a flow from being published; a warning does not.",
  }),
  message: Type.String(),
  hint: Type.String(),
  blockId: Type.Union([Type.String(), Type.Null()], {
    description: "The block that it sits on; null when it concerns the whole flow.",
  }),
  path: Type.String({ description: "Where it is in the workspace or in the settings." }),
});
export type FlowProblem = Type.Static<typeof FlowProblem>;

/** What `POST …/check` found: every problem at once. */
export const FlowCheck = Type.Object({ problems: Type.Array(FlowProblem) });
export type FlowCheck = Type.Static<typeof FlowCheck>;

/** What publishing gave; its problems are warnings. */
export const PublishedFlow = Type.Object({
  version: Version,
  liveVersion: Version,
  publishedAt: Instant,
  release: Type.Integer({ description: "The release that is live now and has this version." }),
  problems: Type.Array(FlowProblem),
});
export type PublishedFlow = Type.Static<typeof PublishedFlow>;

/** The answer to publishing a flow that has errors: the report, and every problem. */
export const FlowRefused = Type.Object({
  error: ErrorAnswer.properties.error,
  problems: Type.Array(FlowProblem),
});
export type FlowRefused = Type.Static<typeof FlowRefused>;

/** What `PUT …/signing-secret` takes. */
export const SigningSecret = Type.Object(
  {
    secret: Type.String({
      pattern: "^[\\x21-\\x7E]{16,256}$",
      expected: "16 to 256 visible ASCII characters without spaces",
    }),
  },
  { additionalProperties: false },
);
export type SigningSecret = Type.Static<typeof SigningSecret>;
