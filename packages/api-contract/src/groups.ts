import { Type } from "typebox";

import { Name, NextPageToken } from "./primitives.ts";
import { GroupName, Role } from "./rules.ts";

/** A group of an app. */
export const Group = Type.Object({
  name: GroupName,
  isFixed: Type.Boolean({
    description: "True for those that every app has: they are neither made nor deleted.",
  }),
  memberCount: Type.Integer(),
});
export type Group = Type.Static<typeof Group>;

/** Every group that somebody can be in, by name, the fixed ones first. */
export const GroupList = Type.Object({ groups: Type.Array(Group) });
export type GroupList = Type.Static<typeof GroupList>;

/** What `POST /api/apps/{app}/groups` takes. */
export const CreateGroup = Type.Object({ name: GroupName }, { additionalProperties: false });
export type CreateGroup = Type.Static<typeof CreateGroup>;

/** The group in an address. */
export const GroupParams = Type.Object({ app: Name, group: GroupName });

/** A user who is in at least one group of an app. */
export const Member = Type.Object({
  user: Type.String({ description: "His id." }),
  name: Type.String(),
  isDisabled: Type.Boolean(),
  memberships: Type.Array(Type.Object({ group: GroupName, role: Role })),
});
export type Member = Type.Static<typeof Member>;

/** One page of an app's members, the users who have been there longest first. */
export const MemberList = Type.Object({
  members: Type.Array(Member),
  nextPageToken: NextPageToken,
});
export type MemberList = Type.Static<typeof MemberList>;
