import { Type } from "typebox";

import { FlowKind } from "./flows.ts";
import { Instant, Name, NextPageToken, OptionalInstant, PageQuery } from "./primitives.ts";

const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/**
 * Where a run stands. `unknown`: it stopped because nobody can say whether a command was carried
 * out; `interrupted`: its server died.
 */
export const RunStatus = Type.Union(
  [
    Type.Literal("running"),
    Type.Literal("waiting"),
    Type.Literal("paused"),
    Type.Literal("finished"),
    Type.Literal("failed"),
    Type.Literal("unknown"),
    Type.Literal("cancelled"),
    Type.Literal("interrupted"),
  ],
  {
    expected: "running, waiting, paused, finished, failed, unknown, cancelled or interrupted",
  },
);
export type RunStatus = Type.Static<typeof RunStatus>;

/** Why a run stopped: words without numbers and contents. */
export const RunProblem = Type.Object({
  code: Type.String(),
  title: Type.String(),
  message: Type.String(),
  hint: orNull(Type.String()),
  blockId: orNull(Type.String()),
});
export type RunProblem = Type.Static<typeof RunProblem>;

/** A run without its contents. */
export const Run = Type.Object({
  id: Type.String(),
  flow: Type.String(),
  kind: FlowKind,
  status: RunStatus,
  trigger: Type.String({ description: "`web-hook` or `test`." }),
  caller: Type.String(),
  version: Type.Integer({ description: "The version of the flow that it runs on." }),
  isDraft: Type.Boolean(),
  release: orNull(Type.Integer({ description: "The release that it runs on; null for a draft." })),
  startedAt: Instant,
  endedAt: OptionalInstant,
  durationMs: orNull(Type.Number()),
  stepCount: Type.Integer(),
  error: orNull(RunProblem),
});
export type Run = Type.Static<typeof Run>;

/** One page of runs, newest first. */
export const RunList = Type.Object({ runs: Type.Array(Run), nextPageToken: NextPageToken });
export type RunList = Type.Static<typeof RunList>;

/** How runs are filtered and paged. */
export const RunListQuery = Type.Object(
  {
    ...PageQuery.properties,
    flow: Type.Optional(Name),
    status: Type.Optional(RunStatus),
    kind: Type.Optional(FlowKind),
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
    error: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: "Part of an error's code, title or masked message, in any case.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** The run in an address. */
export const RunParams = Type.Object({
  app: Name,
  run: Type.String({ pattern: "^run_[0-9a-z]{1,64}$", expected: "the id of a run" }),
});

const contents = Type.Unknown({
  description: "Texts and numbers masked, unless it was unmasked; the structure is as it was.",
});
const cutFromChars = orNull(
  Type.Integer({
    description: "How long its JSON was, where only the beginning was recorded, as text.",
  }),
);

/** One executed effect of a run. */
export const RunStep = Type.Object({
  number: Type.Integer(),
  id: Type.String({ description: "The same when the run goes again." }),
  blockId: Type.String(),
  blockType: orNull(Type.String()),
  kind: Type.String({ description: "Such as `command`, `respond` or `keep-value`." }),
  status: Type.Union([Type.Literal("done"), Type.Literal("failed")]),
  startedAt: Instant,
  durationMs: Type.Number(),
  inputDigest: Type.String(),
  input: contents,
  inputCutFromChars: cutFromChars,
  output: contents,
  outputCutFromChars: cutFromChars,
  error: orNull(Type.Object({ code: Type.String(), title: Type.String(), message: Type.String() })),
  attempt: orNull(Type.String()),
});
export type RunStep = Type.Static<typeof RunStep>;

/** A line of a run's log. */
export const RunLogLine = Type.Object({
  blockId: Type.String(),
  at: Instant,
  value: contents,
  cutFromChars,
});
export type RunLogLine = Type.Static<typeof RunLogLine>;

/** An attempt of a run whose steps were lost with its server. */
export const RunAttempt = Type.Object({
  attempt: Type.String(),
  stepId: Type.String(),
  connection: Type.String(),
  command: Type.String(),
  state: Type.String(),
  sid: orNull(Type.String()),
});
export type RunAttempt = Type.Static<typeof RunAttempt>;

/** A run step by step. */
export const RunDetail = Type.Object({
  ...Run.properties,
  isMasked: Type.Boolean(),
  request: contents,
  steps: Type.Array(RunStep),
  log: Type.Array(RunLogLine),
  leftOut: Type.Integer({ description: "Steps and lines beyond what a record holds." }),
  attempts: Type.Array(RunAttempt, {
    description: "Filled where the steps themselves are not known: the server died.",
  }),
});
export type RunDetail = Type.Static<typeof RunDetail>;

/** The request that a test run is to answer. */
export const TestFlow = Type.Object(
  {
    request: Type.Optional(
      Type.Object(
        {
          method: Type.Optional(
            Type.String({
              pattern: "^[A-Z]{3,7}$",
              expected: "a method in capitals, such as POST",
            }),
          ),
          body: Type.Optional(Type.Unknown()),
          query: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          headers: Type.Optional(Type.Record(Type.String(), Type.String())),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type TestFlow = Type.Static<typeof TestFlow>;

/** A test run that has begun. */
export const StartedRun = Type.Object({ run: Type.String() });
export type StartedRun = Type.Static<typeof StartedRun>;

/**
 * What the stream of a run's events sends: the event's name is its `type`. Everything that happened
 * before comes first; `ended` is the last.
 */
export type RunEvent =
  | { readonly type: "step-started"; readonly step: StartedStep }
  | { readonly type: "step-ended"; readonly step: RunStep }
  | { readonly type: "log"; readonly line: RunLogLine }
  | { readonly type: "response"; readonly status: number; readonly at: string }
  | { readonly type: "ended"; readonly run: Run };

/** A step that is under way. */
export type StartedStep = Pick<
  RunStep,
  "number" | "id" | "blockId" | "blockType" | "kind" | "startedAt"
>;

/** The stream of them, as the API describes it. */
export const RunEventStream = Type.Unknown({ description: "Server-sent events." });
