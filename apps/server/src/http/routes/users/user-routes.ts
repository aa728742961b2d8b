import type { Route } from "../route.ts";
import { createUser } from "./create-user.ts";
import { disableUser } from "./disable-user.ts";
import { enableUser } from "./enable-user.ts";
import { endUserSession } from "./end-user-session.ts";
import { listUserSessions } from "./list-user-sessions.ts";
import { listUsers } from "./list-users.ts";
import { makeOwnerLink } from "./make-owner-link.ts";
import { readUser } from "./read-user.ts";
import { replaceMemberships } from "./replace-memberships.ts";
import { setPassword } from "./set-password.ts";
import { updateUser } from "./update-user.ts";

/** The routes of users: the owner's alone. */
export const userRoutes: Route = (app, context) => {
  for (const route of [
    createUser,
    listUsers,
    readUser,
    updateUser,
    replaceMemberships,
    setPassword,
    disableUser,
    enableUser,
    listUserSessions,
    endUserSession,
    makeOwnerLink,
  ]) {
    route(app, context);
  }
};
