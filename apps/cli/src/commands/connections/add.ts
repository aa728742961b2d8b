import type { Connection, CreateConnection } from "@trunkline/api-contract";
import type { Command } from "commander";

import { checkName, connectionsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { parseJsonInput } from "../../terminal/read-input.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

interface AddOptions extends AppOptions {
  readonly profile: string;
  readonly service: string;
  readonly defaultSender?: string;
  readonly publicUrl?: string;
  readonly testProfile?: string;
  readonly unknownOutcome?: string;
  readonly settings?: string;
}

/** Adds `connections add`. */
export function addAddConnection(group: Command, cli: Cli): void {
  const command = group
    .command("add")
    .description("link an app to a service through a profile")
    .argument("<name>", "the connection's name")
    .requiredOption("--profile <name>", "the profile whose account it uses")
    .option("--service <id>", "the service", "twilio")
    .option("--default-sender <sender>", "who sends when a command names nobody")
    .option("--public-url <url>", "where the service reaches the server")
    .option("--test-profile <name>", "the profile of drafts and tests")
    .option("--unknown-outcome <what>", "ask, or resendOnce")
    .option("--settings <json>", 'further settings, such as {"maxInFlight": 20}');
  addAppOptions(command, [
    "trunkline connections add texts --profile main --default-sender +15005550006",
    `trunkline connections add texts --profile main --settings '{"maxInFlight": 20}'`,
  ]);
  command.action(async (name: string, options: AddOptions) => {
    const body = connectionOf(name, options);
    const path = connectionsPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<Connection>({ method: "POST", path, body, changes: true });
    await showAnswer(cli.terminal, options, answer, (connection) => {
      return `The connection ${escapeControls(connection.name)} is there.`;
    });
  });
}

function connectionOf(name: string, options: AddOptions): CreateConnection {
  return {
    name: checkName("a connection", name),
    service: options.service,
    profile: checkName("a profile", options.profile),
    settings: settingsOf(options),
  };
}

function settingsOf(options: AddOptions): Record<string, unknown> {
  const { defaultSender, publicUrl, testProfile, unknownOutcome } = options;
  const named = Object.entries({ defaultSender, publicUrl, testProfile, unknownOutcome });
  return {
    ...parseSettings(options.settings),
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
  };
}

function parseSettings(json: string | undefined): object {
  if (json === undefined) return {};
  const value = parseJsonInput(json, "--settings");
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw usageError("--settings takes a JSON object.", `Such as '{"maxInFlight": 20}'.`);
}
