import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddUser } from "./add.ts";
import { addChangeUser } from "./change.ts";
import { addDisableUser } from "./disable.ts";
import { addEnableUser } from "./enable.ts";
import { addEndSession } from "./end-session.ts";
import { addListUsers } from "./list.ts";
import { addOwnerLink } from "./owner-link.ts";
import { addListSessions } from "./sessions.ts";
import { addSetGroups } from "./set-groups.ts";
import { addSetPassword } from "./set-password.ts";
import { addShowUser } from "./show.ts";

/** Adds the group `users`. */
export function addUsers(program: Command, cli: Cli): void {
  const group = program.command("users").description("who may sign in, and the groups he is in");
  for (const add of [
    addListUsers,
    addAddUser,
    addShowUser,
    addChangeUser,
    addSetGroups,
    addSetPassword,
    addDisableUser,
    addEnableUser,
    addListSessions,
    addEndSession,
    addOwnerLink,
  ]) {
    add(group, cli);
  }
}
