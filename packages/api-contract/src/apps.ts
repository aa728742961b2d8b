import { Type } from "typebox";

import { Instant, Name, NextPageToken } from "./primitives.ts";

/** An app as answers show it. */
export const App = Type.Object({ name: Name, createdAt: Instant });
export type App = Type.Static<typeof App>;

/** One page of apps, by name. */
export const AppList = Type.Object({ apps: Type.Array(App), nextPageToken: NextPageToken });
export type AppList = Type.Static<typeof AppList>;

/** What `POST /api/apps` takes. */
export const CreateApp = Type.Object({ name: Name }, { additionalProperties: false });
export type CreateApp = Type.Static<typeof CreateApp>;

/** The app in an address. */
export const AppParams = Type.Object({ app: Name });
