import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";
import { FlowKind } from "./flows.ts";
import { Name } from "./primitives.ts";
import { ReleaseChange, ReleaseProblem } from "./releases.ts";
import { AccessRules, GroupName } from "./rules.ts";

export {
  compactDocument,
  diffDocuments,
  type DocumentDifference,
  writeDocument,
} from "@trunkline/flow/document";

/** Which documents of an app are meant: its draft, its live release, or one release. */
export const ReadDocumentsQuery = Type.Object(
  {
    source: Type.Optional(
      Type.String({
        pattern: "^(?:draft|live|[1-9]\\d{0,8})$",
        expected: '"draft", "live" or the number of a release',
        description: "`draft` when left out.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** Whether a replacement is only tried. */
export const ReplaceDocumentsQuery = Type.Object(
  {
    dryRun: Type.Optional(
      Type.Union([Type.Literal("true"), Type.Literal("false")], {
        expected: '"true" or "false"',
        description: "With `true` everything is checked and answered alike, and nothing changed.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** The header that says which draft a replacement was made from. */
export const ReplaceDocumentsHeaders = Type.Object({
  "if-match": Type.Optional(
    Type.String({
      pattern: '^(?:\\*|(?:W/)?"[0-9a-f]{32}")$',
      expected: "the ETag of the draft's documents, or *",
      description:
        "The ETag of the draft that the change was made from; `*` replaces whatever is there. " +
        "Needed unless the draft is empty.",
    }),
  ),
});

/** A connection as a file holds it. */
export const ConnectionDocument = Type.Object(
  {
    name: Name,
    service: Type.String({ maxLength: 63 }),
    profile: Name,
    settings: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { expected: "an object with settings" }),
    ),
  },
  { additionalProperties: false, expected: "an object" },
);
export type ConnectionDocument = Type.Static<typeof ConnectionDocument>;

/** Every document of an app. */
export const Documents = Type.Object({
  app: Name,
  release: Type.Union([Type.Integer(), Type.Null()], {
    description: "The release that they are of; null for the draft.",
  }),
  groups: Type.Array(GroupName, {
    description: "The app's free groups; they are live and of no release.",
  }),
  rules: AccessRules,
  connections: Type.Array(ConnectionDocument),
  flows: Type.Array(
    Type.Object({
      name: Name,
      kind: FlowKind,
      settings: Type.Unknown(),
      workspace: Type.Unknown(),
    }),
  ),
});
/** The same as a type. */
export interface Documents {
  readonly app: string;
  readonly release: number | null;
  readonly groups: readonly string[];
  readonly rules: AccessRules;
  readonly connections: readonly Required<ConnectionDocument>[];
  readonly flows: readonly {
    readonly name: string;
    readonly kind: FlowKind;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly workspace: unknown;
  }[];
}

const documentsMax = 5000;

/** What `PUT …/documents` takes: the whole draft. Each document is checked by its own schema. */
export const ReplaceDocuments = Type.Object(
  {
    groups: Type.Optional(
      Type.Array(GroupName, {
        maxItems: 200,
        expected: "a list of at most 200 groups",
        description: "Groups that are made where they are missing; none is removed.",
      }),
    ),
    rules: Type.Optional(Type.Unknown({ description: "The app's rules; none when left out." })),
    connections: Type.Array(Type.Unknown(), {
      maxItems: documentsMax,
      description: "Connections as `POST …/connections` takes them.",
    }),
    flows: Type.Array(Type.Unknown(), {
      maxItems: documentsMax,
      description: "Flows as `PUT …/flows/{flow}` takes them.",
    }),
  },
  { additionalProperties: false, expected: "an object" },
);
export type ReplaceDocuments = Type.Static<typeof ReplaceDocuments>;

/** What became of the draft; problems keep it from being published, or warn. */
export const ReplacedDocuments = Type.Object({
  dryRun: Type.Boolean(),
  changes: Type.Array(ReleaseChange, { description: "Compared with the draft before." }),
  groups: Type.Array(GroupName, { description: "The groups that were made." }),
  problems: Type.Array(ReleaseProblem),
});
export type ReplacedDocuments = Type.Static<typeof ReplacedDocuments>;

/** One thing that keeps documents from being taken. */
export const DocumentFault = Type.Object({
  file: Type.String({ description: "Where the document is in an app's folder." }),
  path: Type.String({ description: "Where in the document." }),
  code: Type.String(),
  message: Type.String(),
  hint: Type.Union([Type.String(), Type.Null()]),
});
export type DocumentFault = Type.Static<typeof DocumentFault>;

/** The answer to documents that cannot be taken: everything that is wrong, and nothing changed. */
export const DocumentsRefused = Type.Object({
  error: ErrorAnswer.properties.error,
  problems: Type.Array(DocumentFault),
});
export type DocumentsRefused = Type.Static<typeof DocumentsRefused>;
