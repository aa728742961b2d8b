import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddKey } from "./add.ts";
import { addListKeys } from "./list.ts";
import { addRevokeKey } from "./revoke.ts";

/** Adds the group `keys`. */
export function addKeys(program: Command, cli: Cli): void {
  const group = program
    .command("keys")
    .description("the keys of users: for the API, and for calling Web Hooks");
  for (const add of [addAddKey, addListKeys, addRevokeKey]) add(group, cli);
}
