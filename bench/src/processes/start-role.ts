import { fileURLToPath } from "node:url";

import { type Child, startChild } from "./child.ts";
import type { Role } from "./roles.ts";

/** Starts this same program as one of its roles. */
export function startRole(role: Role, argument = ""): Child {
  const file = fileURLToPath(new URL("../index.js", import.meta.url));
  return startChild({ title: role, file, args: ["--role", role, argument] });
}
