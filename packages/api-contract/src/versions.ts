import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";

/** The number of a document's version. */
export const Version = Type.Integer({ description: "Each save makes the next one." });

/** The header by which a request says which version it was made from. */
export const matchHeader = (description: string) =>
  Type.Object({
    "if-match": Type.Optional(
      Type.String({
        pattern: '^(?:\\*|(?:W/)?"[1-9]\\d{0,8}"|[1-9]\\d{0,8})$',
        expected: 'the ETag of a version, such as "3" in quotes, or *',
        description,
      }),
    ),
  });

/** The header that lets a request through only while the draft is at a version. */
export const VersionMatchHeaders = matchHeader(
  "When given, the request is refused unless the draft is at this version.",
);

/** The answer to a change that was made from another version than the draft's. */
export const VersionConflict = Type.Object({
  error: ErrorAnswer.properties.error,
  versions: Type.Object({
    given: Type.Union([Version, Type.Null()], {
      description: "The version in If-Match; null when there was none, or `*`.",
    }),
    current: Type.Union([Version, Type.Null()], {
      description: "The draft's version; null when there is no such document.",
    }),
  }),
});
export type VersionConflict = Type.Static<typeof VersionConflict>;
