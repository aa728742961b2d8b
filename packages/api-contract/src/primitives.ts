import { Type } from "typebox";

/**
 * A name in an address: lower-case letters, digits, dashes and underscores, starting with a letter
 * (so that no phone number can be one).
 */
export const Name = Type.String({
  pattern: "^[a-z][a-z0-9_-]{0,62}$",
  expected:
    "a name of at most 63 lower-case letters, digits, dashes and underscores that starts with a letter",
});

/** An instant as ISO 8601 text in UTC. */
export const Instant = Type.String({ format: "date-time" });

/** The same for a value that may be absent. */
export const OptionalInstant = Type.Union([Instant, Type.Null()]);

/** How every list is paged. */
export const PageQuery = Type.Object(
  {
    pageSize: Type.Optional(
      Type.String({
        pattern: "^(?:[1-9]|[1-9][0-9]|1[0-9][0-9]|200)$",
        expected: "a whole number from 1 to 200",
        description: "Rows on a page, 1 to 200; 50 when left out.",
      }),
    ),
    pageToken: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9_-]{1,512}$",
        expected: "the nextPageToken of the page before",
        description: "The `nextPageToken` of the page before.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** The token of the next page; null on the last one. */
export const NextPageToken = Type.Union([Type.String(), Type.Null()]);
