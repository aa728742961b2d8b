import { Type } from "typebox";

import { Instant, Name, NextPageToken } from "./primitives.ts";
import { Version } from "./versions.ts";

const settings = Type.Record(Type.String(), Type.Unknown(), {
  description:
    "The service's connection settings; for Twilio: defaultSender, publicUrl, statusCallbacks, " +
    "maxInFlight, segmentsPerSecond, unknownOutcome, testProfile, draftRecipients.",
});

/** A connection as answers show it. */
export const Connection = Type.Object({
  name: Name,
  service: Type.String(),
  profile: Name,
  settings,
  version: Version,
  liveVersion: Type.Union([Version, Type.Null()], {
    description: "Null while the live release has no such connection.",
  }),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Connection = Type.Static<typeof Connection>;

/** One page of connections, by name. */
export const ConnectionList = Type.Object({
  connections: Type.Array(Connection),
  nextPageToken: NextPageToken,
});
export type ConnectionList = Type.Static<typeof ConnectionList>;

/** One kept version of a connection. */
export const ConnectionVersion = Type.Object({
  version: Version,
  isLive: Type.Boolean(),
  isDraft: Type.Boolean(),
  profile: Name,
  savedAt: Instant,
});
export type ConnectionVersion = Type.Static<typeof ConnectionVersion>;

/** The last 50 versions of a connection, newest first. */
export const ConnectionVersionList = Type.Object({ versions: Type.Array(ConnectionVersion) });
export type ConnectionVersionList = Type.Static<typeof ConnectionVersionList>;

/** What `POST …/connections` takes. */
export const CreateConnection = Type.Object(
  { name: Name, service: Type.String(), profile: Name, settings: Type.Optional(settings) },
  { additionalProperties: false },
);
export type CreateConnection = Type.Static<typeof CreateConnection>;

/** What `PATCH …/connections/{connection}` takes: settings named here replace, null removes one. */
export const UpdateConnection = Type.Object(
  { profile: Type.Optional(Name), settings: Type.Optional(settings) },
  { additionalProperties: false },
);
export type UpdateConnection = Type.Static<typeof UpdateConnection>;

/** The connection in an address. */
export const ConnectionParams = Type.Object({ app: Name, connection: Name });
