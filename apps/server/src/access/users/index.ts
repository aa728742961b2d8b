export type { Client } from "./auth.ts";
export { describeMe } from "./describe-me.ts";
export { UsersError } from "./errors.ts";
export { openUserRooms, type UserRooms } from "./open-user-rooms.ts";
export { changeOwnPassword } from "./own-password.ts";
export { endedCookie, withSecure } from "./session-cookie.ts";
export type { OpenSession } from "./sessions.ts";
export { signIn, type SignedIn } from "./sign-in.ts";
export { networkOf } from "./network-of.ts";
