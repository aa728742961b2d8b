import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { askSecret } from "../../terminal/ask.ts";
import { parseJsonInput, readStdin } from "../../terminal/read-input.ts";
import { isTty } from "../../terminal/terminal.ts";

/** Settings of a profile, by name. */
export type ProfileSettings = Readonly<Record<string, unknown>>;

/** How `profiles add` and `profiles rotate` say in their help where secrets come from. */
export const secretsHelp = `
The secret is asked for without being shown. Piped into standard input it is
  line 1  the Auth Token, or the API Key's Secret when the profile has an API Key
  line 2  optional: the Auth Token that checks webhook signatures
or one JSON object of settings, such as {"authToken": "…", "apiKey": null}.`;

/**
 * Gets a profile's secrets from the person at the terminal or from standard input, never from an
 * argument.
 *
 * @param profile Its service, and whether it signs in with an API Key.
 * @throws CliError `USAGE_WRONG` when there is none or it cannot be understood.
 */
export async function readSecrets(
  cli: Cli,
  profile: { readonly service: string; readonly hasApiKey: boolean },
): Promise<ProfileSettings> {
  const { terminal } = cli;
  if (!isTty(terminal.stdin)) return parseSecrets(await readStdin(terminal));
  if (!terminal.canAsk || profile.service !== "twilio") {
    throw usageError(
      "The secret cannot be asked for here.",
      "Pipe the settings into standard input as a JSON object.",
    );
  }
  return askForSecrets(cli, profile.hasApiKey);
}

async function askForSecrets({ terminal }: Cli, hasApiKey: boolean): Promise<ProfileSettings> {
  const question = hasApiKey ? "API Key Secret" : "Auth Token";
  const authToken = await askSecret(terminal, question);
  if (authToken === "") throw usageError(`The ${question} is missing.`);
  if (!hasApiKey) return { authToken };
  const webhookAuthToken = await askSecret(
    terminal,
    "Auth Token for webhook signatures (optional)",
  );
  return webhookAuthToken === "" ? { authToken } : { authToken, webhookAuthToken };
}

function parseSecrets(text: string): ProfileSettings {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed.startsWith("{")) return parseSettings(trimmed);
  const [authToken, webhookAuthToken, ...rest] = trimmed.split(/\r?\n/).map((line) => line.trim());
  if (authToken === undefined || authToken === "") {
    throw usageError(
      "Standard input holds no secret.",
      "It takes the Auth Token on one line; at a terminal it is asked for.",
    );
  }
  if (rest.length > 0) throw usageError("Standard input holds more than two lines.");
  return webhookAuthToken === undefined ? { authToken } : { authToken, webhookAuthToken };
}

function parseSettings(text: string): ProfileSettings {
  const value = parseJsonInput(text, "Standard input");
  return { ...(value as object) };
}
