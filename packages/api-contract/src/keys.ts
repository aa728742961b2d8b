import { Type } from "typebox";

import { Instant, NextPageToken } from "./primitives.ts";

/** What a key opens: the API, as its user; or Web Hooks alone, where it says who calls. */
export const KeyKind = Type.Union([Type.Literal("api"), Type.Literal("web-hook")], {
  expected: '"api" or "web-hook"',
});
export type KeyKind = Type.Static<typeof KeyKind>;

/** What people call a key by. */
export const KeyName = Type.String({
  pattern: "^[A-Za-z](?:[A-Za-z0-9 ._-]{0,48}[A-Za-z0-9])?$",
  expected: "a name of at most 50 letters, digits, spaces and . _ - that starts with a letter",
});

/** What `POST /api/users/{user}/keys` takes. */
export const CreateKey = Type.Object(
  { kind: KeyKind, name: KeyName },
  { additionalProperties: false },
);
export type CreateKey = Type.Static<typeof CreateKey>;

const described = {
  id: Type.String(),
  user: Type.String({ description: "The id of the user whose key it is." }),
  kind: KeyKind,
  name: KeyName,
  createdAt: Instant,
};

/** A key as lists show it: never the key itself. */
export const UserKey = Type.Object(described);
export type UserKey = Type.Static<typeof UserKey>;

/** A key that was just made. */
export const MadeKey = Type.Object({
  ...described,
  key: Type.String({ description: "The key itself, shown this once and kept nowhere." }),
});
export type MadeKey = Type.Static<typeof MadeKey>;

/** One page of a user's keys, newest first. */
export const UserKeyList = Type.Object({
  keys: Type.Array(UserKey),
  nextPageToken: NextPageToken,
});
export type UserKeyList = Type.Static<typeof UserKeyList>;

/** The key's id in an address: never the key. */
export const KeyParams = Type.Object({
  key: Type.String({
    pattern: "^ukey_[0-9a-z]{1,60}$",
    expected: "the id of a key, which starts with ukey_",
  }),
});
