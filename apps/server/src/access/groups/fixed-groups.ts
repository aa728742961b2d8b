/** Who is in it may do everything in the app. */
export const adminGroup = "Admin";
/** Everybody who is in any group of the app. */
export const allUsersGroup = "All Users";
/** In rules alone: anybody, with or without a key. */
export const publicGroup = "Public";

/** The groups that every app has: nobody makes or deletes them. */
export const fixedGroups: readonly string[] = [adminGroup, allUsersGroup, publicGroup];
