import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addCancelMessage } from "./cancel.ts";
import { addDeleteMessage } from "./delete.ts";
import { addListMessages } from "./list.ts";
import { addReadMessage } from "./read.ts";
import { addRedactMessage } from "./redact.ts";

/** Adds the group `messages`. */
export function addMessages(program: Command, cli: Cli): void {
  const group = program.command("messages").description("list, read and erase messages");
  for (const add of [
    addListMessages,
    addReadMessage,
    addRedactMessage,
    addCancelMessage,
    addDeleteMessage,
  ]) {
    add(group, cli);
  }
}
