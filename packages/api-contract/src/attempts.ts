import { Type } from "typebox";

import { Instant, Name, NextPageToken, OptionalInstant, PageQuery } from "./primitives.ts";

/**
 * `stored`: under way, or its owner died a short while ago; `done`: it happened; `not-done`: it
 * certainly did not; `unknown`: nobody can say yet.
 */
export const AttemptState = Type.Union([
  Type.Literal("stored"),
  Type.Literal("done"),
  Type.Literal("not-done"),
  Type.Literal("unknown"),
]);
export type AttemptState = Type.Static<typeof AttemptState>;

/** An attempt as answers show it: no contents. */
export const Attempt = Type.Object({
  id: Type.String(),
  connection: Name,
  command: Type.String(),
  state: AttemptState,
  idempotencyKey: Type.String({
    description: "The caller's key, or one of our own that starts with `auto_`.",
  }),
  sid: Type.Union([Type.String(), Type.Null()]),
  tries: Type.Integer({ description: "How often the command was begun under this key." }),
  errorCode: Type.Union([Type.String(), Type.Null()]),
  twilioCode: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Instant,
  settledAt: OptionalInstant,
});
export type Attempt = Type.Static<typeof Attempt>;

/** One page of attempts, newest first. */
export const AttemptList = Type.Object({
  attempts: Type.Array(Attempt),
  nextPageToken: NextPageToken,
});
export type AttemptList = Type.Static<typeof AttemptList>;

/** How attempts are filtered and paged. */
export const AttemptListQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(AttemptState),
    connection: Type.Optional(Name),
  },
  { additionalProperties: false },
);

/** The attempt in an address. */
export const AttemptParams = Type.Object({
  app: Name,
  attempt: Type.String({ pattern: "^att_[0-9a-z]{1,64}$", expected: "the id of an attempt" }),
});
