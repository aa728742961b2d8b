import { Type } from "typebox";

import { Instant, Name, NextPageToken } from "./primitives.ts";

/** A profile as answers show it: hints only, never a setting. */
export const Profile = Type.Object({
  name: Name,
  service: Type.String(),
  hints: Type.Record(Type.String(), Type.String(), {
    description: "By setting, just enough to recognise it, such as `AC…f09c`. Never a secret.",
  }),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Profile = Type.Static<typeof Profile>;

/** One page of profiles, by name. */
export const ProfileList = Type.Object({
  profiles: Type.Array(Profile),
  nextPageToken: NextPageToken,
});
export type ProfileList = Type.Static<typeof ProfileList>;

const settings = Type.Record(Type.String(), Type.Unknown(), {
  description: "The service's profile settings. Sealed at rest and never given back.",
});

/** What `POST …/profiles` takes. */
export const CreateProfile = Type.Object(
  { name: Name, service: Type.String(), settings },
  { additionalProperties: false },
);
export type CreateProfile = Type.Static<typeof CreateProfile>;

/** What `PATCH …/profiles/{profile}` takes: settings named here replace the stored ones, null removes one. */
export const UpdateProfile = Type.Object({ settings }, { additionalProperties: false });
export type UpdateProfile = Type.Static<typeof UpdateProfile>;

/** The profile in an address. */
export const ProfileParams = Type.Object({ app: Name, profile: Name });

/** What `POST …/profiles/{profile}/test` found. */
export const ProfileTestResult = Type.Object({
  ok: Type.Boolean(),
  title: Type.String(),
  message: Type.String(),
  hint: Type.Union([Type.String(), Type.Null()]),
  clockSkewMs: Type.Union([Type.Number(), Type.Null()]),
  requestId: Type.Union([Type.String(), Type.Null()]),
});
export type ProfileTestResult = Type.Static<typeof ProfileTestResult>;
