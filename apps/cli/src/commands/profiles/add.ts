import type { CreateProfile, Profile } from "@trunkline/api-contract";
import type { Command } from "commander";

import { checkName, profilesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { ask } from "../../terminal/ask.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { readSecrets, secretsHelp } from "./secrets.ts";
import type { ProfileSettings } from "./secrets.ts";

interface AddOptions extends AppOptions {
  readonly service: string;
  readonly accountSid?: string;
  readonly apiKeySid?: string;
  readonly region?: string;
  readonly edge?: string;
  readonly baseUrl?: string;
  readonly mode?: string;
}

/** Adds `profiles add`. */
export function addAddProfile(group: Command, cli: Cli): void {
  const command = group
    .command("add")
    .description("store an account; its secret is sealed and never shown again")
    .argument("[name]", "the profile's name; asked for when left out")
    .option("--service <id>", "the service", "twilio")
    .option("--account-sid <sid>", "the Account SID (AC…); asked for when left out")
    .option("--api-key-sid <sid>", "an API Key (SK…) to sign in with, instead of the Auth Token")
    .option("--region <name>", "Twilio's region, such as au1")
    .option("--edge <name>", "Twilio's edge, such as sydney")
    .option("--base-url <url>", "where the API is, for a stand-in of Twilio's")
    .option("--mode <mode>", "test or live")
    .addHelpText("after", secretsHelp);
  addAppOptions(command, [
    "trunkline profiles add main",
    "trunkline profiles add main --account-sid AC0123456789abcdef0123456789abcdef < token.txt",
    "vault-tool read twilio | trunkline profiles add main --account-sid AC… --api-key-sid SK…",
  ]);
  command.action((name: string | undefined, options: AddOptions) => addProfile(cli, name, options));
}

async function addProfile(
  cli: Cli,
  givenName: string | undefined,
  options: AddOptions,
): Promise<void> {
  const api = await cli.connect();
  const path = profilesPath(options.app);
  const name = checkName("a profile", givenName ?? (await askFor(cli, "Name of the profile")));
  const settings = await readSettings(cli, options);
  const body: CreateProfile = { name, service: options.service, settings };
  const answer = await api.send<Profile>({ method: "POST", path, body, changes: true });
  await showAnswer(cli.terminal, options, answer, (profile) => describe(profile, options.app));
}

/** What the options say, completed by answers and secrets; options win over piped settings. */
async function readSettings(cli: Cli, options: AddOptions): Promise<ProfileSettings> {
  const given = { ...givenSettings(options) };
  const isAsked = cli.terminal.canAsk && options.service === "twilio";
  if (isAsked && given["accountSid"] === undefined) {
    given["accountSid"] = await askFor(cli, "Account SID (AC…)");
  }
  const hasApiKey = options.apiKeySid !== undefined;
  const secrets = await readSecrets(cli, { service: options.service, hasApiKey });
  const settings: ProfileSettings = { ...secrets, ...given };
  if (options.service === "twilio" && settings["accountSid"] === undefined) {
    throw usageError("The Account SID is missing.", "Add --account-sid AC….");
  }
  return settings;
}

function givenSettings(options: AddOptions): Record<string, string> {
  const { accountSid, apiKeySid: apiKey, region, edge, baseUrl, mode } = options;
  const entries = Object.entries({ accountSid, apiKey, region, edge, baseUrl, mode });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function askFor(cli: Cli, question: string): Promise<string> {
  if (!cli.terminal.canAsk) {
    throw usageError(`${question} is missing, and nobody can be asked here.`);
  }
  return ask(cli.terminal, question);
}

function describe(profile: Profile, app: string): string {
  const name = escapeControls(profile.name);
  return `The profile ${name} is stored. Try it: trunkline profiles test ${name} --app ${app}`;
}
