import type { Route } from "../route.ts";
import { changeMyPassword } from "./change-my-password.ts";
import { endMySession } from "./end-my-session.ts";
import { listMySessions } from "./list-my-sessions.ts";
import { readMe } from "./read-me.ts";

/** The routes of whoever asks, about himself. */
export const meRoutes: Route = (app, context) => {
  for (const route of [readMe, listMySessions, endMySession, changeMyPassword]) {
    route(app, context);
  }
};
