import { Type } from "typebox";

import { Instant, Name, NextPageToken, OptionalInstant } from "./primitives.ts";
import { GroupName, Role } from "./rules.ts";

const control = "\\x00-\\x1F\\x7F-\\x9F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF";

/** What people call a user; no two users have the same, in capitals or not. */
export const UserName = Type.String({
  pattern: `^[^\\s${control}](?:[^${control}]{0,98}[^\\s${control}])?$`,
  expected: "a name of at most 100 characters, without spaces at its ends",
});

/** An e-mail address; capitals make no difference. */
export const Email = Type.String({
  maxLength: 254,
  pattern:
    "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$",
  expected: "an e-mail address of at most 254 characters",
});

/** A password that is to be: length is what makes it hard to guess. */
export const NewPassword = Type.String({
  minLength: 12,
  maxLength: 128,
  expected: "a text of 12 to 128 characters",
});

/** A password that is there already. */
export const Password = Type.String({
  minLength: 1,
  maxLength: 128,
  expected: "a text of at most 128 characters",
});

/** A membership as a request gives it. */
export const MembershipInput = Type.Object(
  {
    app: Name,
    group: GroupName,
    role: Type.Optional(Role),
  },
  {
    additionalProperties: false,
    expected: "an object with an app, a group and a role",
    description: "Without a role, the lowest. A group that is not there yet comes into being.",
  },
);

/** All memberships of a user. */
export const MembershipsInput = Type.Array(MembershipInput, { maxItems: 200 });
export type MembershipsInput = Type.Static<typeof MembershipsInput>;

/** A membership as answers show it. */
export const Membership = Type.Object({ app: Name, group: GroupName, role: Role });
export type Membership = Type.Static<typeof Membership>;

const UserId = Type.String({ pattern: "^usr_[0-9a-z]{1,64}$", expected: "the id of a user" });

/** A user, as the server's owner sees him. */
export const User = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  isOwner: Type.Boolean({ description: "Whether he owns the server; several may." }),
  hasPassword: Type.Boolean({ description: "Without one he cannot sign in." }),
  disabledAt: OptionalInstant,
  memberships: Type.Array(Membership, {
    description: "Without `All Users`, which he is in wherever he is in any group.",
  }),
  createdAt: Instant,
  updatedAt: Instant,
});
export type User = Type.Static<typeof User>;

/** One page of users, oldest first. */
export const UserList = Type.Object({ users: Type.Array(User), nextPageToken: NextPageToken });
export type UserList = Type.Static<typeof UserList>;

/** The user in an address. */
export const UserParams = Type.Object({ user: UserId });

const closed = { additionalProperties: false, expected: "an object" };

/** What `POST /api/users` takes. */
export const CreateUser = Type.Object(
  {
    name: UserName,
    email: Email,
    password: Type.Optional(NewPassword),
    isOwner: Type.Optional(Type.Boolean()),
    memberships: Type.Optional(MembershipsInput),
  },
  closed,
);
export type CreateUser = Type.Static<typeof CreateUser>;

/** What `PATCH /api/users/{user}` takes: what is left out stays. */
export const UpdateUser = Type.Object(
  {
    name: Type.Optional(UserName),
    email: Type.Optional(Email),
    isOwner: Type.Optional(Type.Boolean()),
  },
  {
    ...closed,
    misplaced: {
      memberships: "Give them to PUT /api/users/{user}/memberships.",
      password: "Give it to PUT /api/users/{user}/password.",
      disabledAt: "Use POST /api/users/{user}/disable or /enable.",
    },
  },
);
export type UpdateUser = Type.Static<typeof UpdateUser>;

/** What `PUT /api/users/{user}/memberships` takes: they replace those that he has. */
export const ReplaceMemberships = Type.Object({ memberships: MembershipsInput }, closed);

/** What `PUT /api/users/{user}/password` takes. */
export const SetPassword = Type.Object({ password: NewPassword }, closed);
export type SetPassword = Type.Static<typeof SetPassword>;

/** What `POST /api/me/password` takes. */
export const ChangePassword = Type.Object({ current: Password, new: NewPassword }, closed);

/** What `POST /api/sign-in` takes. */
export const SignIn = Type.Object(
  {
    email: Email,
    password: Password,
  },
  closed,
);
export type SignIn = Type.Static<typeof SignIn>;

/** What `POST /api/welcome` takes: whoever has the link becomes the server's first owner. */
export const Welcome = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: 200,
      expected: "the part of the link behind #",
    }),
    name: UserName,
    email: Email,
    password: NewPassword,
  },
  closed,
);
export type Welcome = Type.Static<typeof Welcome>;

/** A link that makes the first owner; shown this once. */
export const OwnerLink = Type.Object({ url: Type.String(), expiresAt: Instant });
export type OwnerLink = Type.Static<typeof OwnerLink>;

/** Who asks, as the server knows him. */
export const Me = Type.Object({
  kind: Type.Union(
    [
      Type.Literal("server-key"),
      Type.Literal("session"),
      Type.Literal("api-key"),
      Type.Literal("web-hook-key"),
    ],
    { description: "How he showed who he is." },
  ),
  id: Type.Union([Type.String(), Type.Null()], {
    description: "Null for the server's own key, which is nobody's.",
  }),
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  isOwner: Type.Boolean(),
  memberships: Type.Record(Type.String(), Type.Record(Type.String(), Role), {
    description: "By app, then by group: the role. `All Users` is among them.",
  }),
});
export type Me = Type.Static<typeof Me>;

/** A time that somebody is signed in for; what the browser shows for it is kept to itself. */
export const Session = Type.Object({
  id: Type.String(),
  isCurrent: Type.Boolean({ description: "Whether this request came in it." }),
  address: Type.Union([Type.String(), Type.Null()], { description: "Where he signed in from." }),
  userAgent: Type.Union([Type.String(), Type.Null()]),
  createdAt: Instant,
  expiresAt: Instant,
});
export type Session = Type.Static<typeof Session>;

/** The sessions of a user, newest first. */
export const SessionList = Type.Object({ sessions: Type.Array(Session) });
export type SessionList = Type.Static<typeof SessionList>;

const SessionId = Type.String({ pattern: "^ses_[0-9a-z]{1,64}$", expected: "the id of a session" });

/** A session of one's own in an address. */
export const SessionParams = Type.Object({ session: SessionId });

/** A session of a user in an address. */
export const UserSessionParams = Type.Object({ user: UserId, session: SessionId });
