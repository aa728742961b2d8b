import type { Command } from "commander";

import type { Cli } from "../cli.ts";
import type { Check } from "../doctor/check.ts";
import { runChecks } from "../doctor/run-checks.ts";
import { exitCodes } from "../exit-codes.ts";
import { escapeControls } from "../terminal/escape-controls.ts";
import { printJson } from "../terminal/show-answer.ts";
import { print } from "../terminal/terminal.ts";
import { addJsonOption } from "./shared-options.ts";
import type { JsonOption } from "./shared-options.ts";

interface DoctorOptions extends JsonOption {
  readonly app?: string;
}

/** Adds `doctor`. */
export function addDoctor(program: Command, cli: Cli): void {
  const command = program
    .command("doctor")
    .description("check server, database, master key and every profile, and say what to do")
    .option("--app <name>", "only the profiles of this app");
  addJsonOption(command, ["trunkline doctor", "trunkline doctor --json"]);
  command.addHelpText(
    "after",
    "\nIt ends with 1 when there is any problem, an absent server included.\n" +
      'With --json it prints {"ok": …, "checks": [{"name", "ok", "message", "cure"}]}.',
  );
  command.action(async (options: DoctorOptions) => {
    const checks: Check[] = [];
    for await (const check of runChecks(cli, options.app ?? null)) {
      checks.push(check);
      if (options.json !== true) print(cli.terminal, describe(check));
    }
    const ok = checks.every((check) => check.ok);
    if (options.json === true) printJson(cli.terminal, JSON.stringify({ ok, checks }));
    if (!ok) cli.endWith(exitCodes.failed);
  });
}

function describe({ name, ok, message, cure }: Check): string {
  const line = `${ok ? "ok     " : "problem"}  ${name}: ${message}`;
  return escapeControls(line) + (cure === null ? "" : `\n         cure: ${escapeControls(cure)}`);
}
