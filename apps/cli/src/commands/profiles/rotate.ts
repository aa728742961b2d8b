import type { Profile, UpdateProfile } from "@trunkline/api-contract";
import type { Command } from "commander";

import { profilePath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { readSecrets, secretsHelp } from "./secrets.ts";

interface RotateOptions extends AppOptions {
  readonly apiKeySid?: string;
}

/** Adds `profiles rotate`. */
export function addRotateProfile(group: Command, cli: Cli): void {
  const command = group
    .command("rotate")
    .description("replace a profile's secret; the next command already uses the new one")
    .argument("<name>", "the profile's name")
    .option("--api-key-sid <sid>", "the new secret belongs to this API Key (SK…)")
    .addHelpText("after", secretsHelp);
  addAppOptions(command, [
    "trunkline profiles rotate main",
    "trunkline profiles rotate main < token.txt",
  ]);
  command.action((name: string, options: RotateOptions) => rotateProfile(cli, name, options));
}

/** The profile is fetched first: nobody types a secret for one that isn't there. */
async function rotateProfile(cli: Cli, name: string, options: RotateOptions): Promise<void> {
  const path = profilePath(options.app, name);
  const api = await cli.connect();
  const { value: profile } = await api.send<Profile>({ method: "GET", path, changes: false });
  const { apiKeySid } = options;
  const hasApiKey = apiKeySid !== undefined || profile.hints["apiKey"] !== undefined;
  const secrets = await readSecrets(cli, { service: profile.service, hasApiKey });
  const settings = apiKeySid === undefined ? secrets : { ...secrets, apiKey: apiKeySid };
  const body: UpdateProfile = { settings };
  const answer = await api.send<Profile>({ method: "PATCH", path, body, changes: true });
  await showAnswer(cli.terminal, options, answer, (rotated) => describe(rotated, options.app));
}

function describe(profile: Profile, app: string): string {
  const name = escapeControls(profile.name);
  return `The profile ${name} has its new secret. Try it: trunkline profiles test ${name} --app ${app}`;
}
