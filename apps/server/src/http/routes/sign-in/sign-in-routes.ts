import type { Route } from "../route.ts";
import { signInRoute } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { welcome } from "./welcome.ts";

/** The routes by which somebody becomes known, and stops to be. */
export const signInRoutes: Route = (app, context) => {
  for (const route of [signInRoute, signOut, welcome]) route(app, context);
};
