import { readFileSync } from "node:fs";

import { Command } from "commander";

import type { Cli } from "./cli.ts";
import { addApp } from "./commands/app/app.ts";
import { addApps } from "./commands/apps/apps.ts";
import { addAttempts } from "./commands/attempts/attempts.ts";
import { addAudit } from "./commands/audit/audit.ts";
import { addConnections } from "./commands/connections/connections.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addFlows } from "./commands/flows/flows.ts";
import { addGroups } from "./commands/groups/groups.ts";
import { addKeys } from "./commands/keys/keys.ts";
import { addMessages } from "./commands/messages/messages.ts";
import { addProfiles } from "./commands/profiles/profiles.ts";
import { addReleases } from "./commands/releases/releases.ts";
import { addRules } from "./commands/rules/rules.ts";
import { addRun } from "./commands/run.ts";
import { addRuns } from "./commands/runs/runs.ts";
import { addSend } from "./commands/send/send.ts";
import { addSimulator } from "./commands/simulator.ts";
import { addUsers } from "./commands/users/users.ts";
import { addVault } from "./commands/vault/vault.ts";

const rootHelp = `
Finding the server:
  TRUNKLINE_URL and TRUNKLINE_API_KEY, when both are set; else client.json in
  TRUNKLINE_DATA_DIR; else .trunkline/client.json here or in a folder above.

Exit codes:
  0  done
  1  refused or failed
  2  called wrongly
  3  the outcome is unknown: it may have happened
  4  the server cannot be found or reached

Examples:
  $ trunkline send sms --to +15550001111 --text "Your table is ready."
  $ trunkline messages list --limit 10
  $ trunkline doctor`;

/** The command line as Commander knows it; building it does nothing yet. */
export function buildProgram(cli: Cli): Command {
  const program = new Command("trunkline")
    .description("Texts, flows, profiles and connections of a Trunkline server.")
    .version(readVersion(), "-V, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", rootHelp)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.terminal.stdout.write(text),
      writeErr: (text) => cli.terminal.stderr.write(text),
      // What Commander says of wrong calls may repeat a secret: run-cli.ts says it instead.
      outputError: () => undefined,
    });
  const groups = [
    addSend,
    addMessages,
    addRun,
    addProfiles,
    addConnections,
    addFlows,
    addReleases,
    addRules,
    addAttempts,
    addRuns,
    addApps,
    addApp,
    addGroups,
    addUsers,
    addKeys,
    addAudit,
    addVault,
    addSimulator,
    addDoctor,
  ];
  for (const add of groups) add(program, cli);
  return program;
}

/** The version of this package. */
export function readVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
