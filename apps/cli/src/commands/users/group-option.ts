import type { CreateUser } from "@trunkline/api-contract";
import type { Command } from "commander";

import { usageError } from "../../errors.ts";

/** Memberships as the API takes them. */
export type Memberships = NonNullable<CreateUser["memberships"]>;

/** `--group`, as often as somebody likes. */
export interface GroupOption {
  readonly group?: Memberships;
}

/** Adds `--group`. */
export function addGroupOption(command: Command): Command {
  return command.option(
    "--group <app/group:role>",
    "a group of an app and his role there; without a role, the lowest; repeatable",
    (text: string, before?: Memberships) => [...(before ?? []), parseGroup(text)],
  );
}

/** Reads `shop/Support:Manager`; whether there are such an app and role is the server's to say. */
function parseGroup(text: string): Memberships[number] {
  const parts = /^([^/:]+)\/([^/:]+)(?::([^/:]+))?$/.exec(text);
  const [, app, group, role] = parts ?? [];
  if (app === undefined || group === undefined) {
    throw usageError(
      "--group does not name a group.",
      'It looks like shop/Admin, or "shop/Support:Manager" with a role.',
    );
  }
  const membership = { app, group };
  return role === undefined
    ? membership
    : { ...membership, role: role as NonNullable<Memberships[number]["role"]> };
}
