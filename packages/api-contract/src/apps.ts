import { Type } from "typebox";

import { ErrorAnswer } from "./errors.ts";
import { Instant, Name, NextPageToken, OptionalInstant } from "./primitives.ts";

/** An app as answers show it. */
export const App = Type.Object({
  name: Name,
  createdAt: Instant,
  archivedAt: OptionalInstant,
  liveRelease: Type.Union([Type.Integer(), Type.Null()], {
    description: "Null while nothing is live.",
  }),
  isBeingDeleted: Type.Boolean({ description: "Its deletion has begun and goes on by itself." }),
});
export type App = Type.Static<typeof App>;

const countOfMany = Type.Integer({ description: "More than 100,000 are not counted." });

/** How much of everything an app has, and loses when it is deleted. */
export const AppCounts = Type.Object({
  flows: Type.Integer(),
  connections: Type.Integer(),
  profiles: Type.Integer(),
  groups: Type.Integer(),
  members: Type.Integer({ description: "Users who are in one of its groups." }),
  releases: Type.Integer(),
  runs: countOfMany,
  attempts: countOfMany,
  keptValues: countOfMany,
});
export type AppCounts = Type.Static<typeof AppCounts>;

/** An app with what it has. */
export const AppDetail = Type.Object({ ...App.properties, counts: AppCounts });
export type AppDetail = Type.Static<typeof AppDetail>;

/** One page of apps, by name. */
export const AppList = Type.Object({ apps: Type.Array(App), nextPageToken: NextPageToken });
export type AppList = Type.Static<typeof AppList>;

/** What `POST /api/apps` takes. */
export const CreateApp = Type.Object({ name: Name }, { additionalProperties: false });
export type CreateApp = Type.Static<typeof CreateApp>;

/** What `POST /api/apps/{app}/copy` takes: the name of the new app. */
export const CopyApp = Type.Object({ name: Name }, { additionalProperties: false });
export type CopyApp = Type.Static<typeof CopyApp>;

/** What `DELETE /api/apps/{app}` wants before it begins. */
export const DeleteAppQuery = Type.Object(
  { confirm: Type.Optional(Type.String({ maxLength: 100, description: "The app's name again." })) },
  { additionalProperties: false },
);

/** Why an app was not deleted, and what would be lost. */
export const AppNotDeleted = Type.Object({ ...ErrorAnswer.properties, losses: AppCounts });
export type AppNotDeleted = Type.Static<typeof AppNotDeleted>;

/** The app in an address. */
export const AppParams = Type.Object({ app: Name });
