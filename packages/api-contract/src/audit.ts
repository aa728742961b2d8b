import { Type } from "typebox";

import { Instant, Name, NextPageToken, PageQuery } from "./primitives.ts";

/** Everything that the audit log records, as what happened. */
export const auditActions = [
  "app.created",
  "app.copied",
  "app.archived",
  "app.restored",
  "app.deleted",
  "profile.created",
  "profile.changed",
  "profile.deleted",
  "profile.tested",
  "connection.saved",
  "connection.deleted",
  "flow.saved",
  "flow.deleted",
  "flow.published",
  "flow.secret-changed",
  "rules.saved",
  "documents.replaced",
  "release.published",
  "release.activated",
  "run.unmasked",
  "user.created",
  "user.changed",
  "user.disabled",
  "user.enabled",
  "password.changed",
  "session.started",
  "session.refused",
  "session.ended",
  "key.made",
  "key.revoked",
  "group.made",
  "group.deleted",
  "membership.changed",
  "vault.rotated",
] as const;

/** One of them. */
export type AuditAction = (typeof auditActions)[number];
export const AuditAction = Type.Unsafe<AuditAction>(
  Type.Union(
    auditActions.map((action) => Type.Literal(action)),
    { expected: "what the audit log records, such as release.published or session.refused" },
  ),
);

const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** Who did what, when, from where. It holds no secret, number, e-mail or text. */
export const AuditEntry = Type.Object({
  id: Type.String(),
  at: Instant,
  actor: Type.String({
    description: "`owner` for the server's own key, `nobody` for a sign-in that was refused.",
  }),
  user: orNull(Type.String({ description: "The id of the user who did it, where it was one." })),
  action: Type.String(),
  subject: Type.String({ description: "What it was done to: a name, or an id." }),
  origin: orNull(Type.String({ description: "The address that the request came from." })),
  details: orNull(Type.Record(Type.String(), Type.Unknown())),
  app: orNull(Type.String({ description: "The app's name; null for what concerns the server." })),
});
export type AuditEntry = Type.Static<typeof AuditEntry>;

/** One page of entries, newest first. */
export const AuditList = Type.Object({
  entries: Type.Array(AuditEntry),
  nextPageToken: NextPageToken,
});
export type AuditList = Type.Static<typeof AuditList>;

const short = { minLength: 1, maxLength: 100 };

/** How an app's entries are filtered and paged. */
export const AppAuditQuery = Type.Object(
  {
    ...PageQuery.properties,
    action: Type.Optional(AuditAction),
    actor: Type.Optional(Type.String({ ...short, description: "The name, exactly." })),
    user: Type.Optional(
      Type.String({ pattern: "^usr_[0-9a-z]{1,64}$", expected: "the id of a user" }),
    ),
    subject: Type.Optional(Type.String({ ...short, description: "The name or id, exactly." })),
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
export type AppAuditQuery = Type.Static<typeof AppAuditQuery>;

/** The same for the whole server, where an app is one more filter; it may be deleted by now. */
export const AuditQuery = Type.Object(
  { ...AppAuditQuery.properties, app: Type.Optional(Name) },
  { additionalProperties: false },
);
