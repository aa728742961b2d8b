import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addSendSms } from "./sms.ts";

/** Adds the group `send`. */
export function addSend(program: Command, cli: Cli): void {
  const group = program.command("send").description("send a text");
  addSendSms(group, cli);
}
