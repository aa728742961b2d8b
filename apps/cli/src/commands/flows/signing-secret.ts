import type { SigningSecret } from "@trunkline/api-contract";
import type { Command } from "commander";

import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { askSecret } from "../../terminal/ask.ts";
import { readStdin } from "../../terminal/read-input.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { isTty } from "../../terminal/terminal.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

interface SecretOptions extends AppOptions {
  readonly remove?: boolean;
}

const secretPattern = /^[\x21-\x7E]{16,256}$/;

/** Adds `flows signing-secret`. */
export function addSigningSecret(group: Command, cli: Cli): void {
  const command = group
    .command("signing-secret")
    .description("set the secret that callers of a Web Hook sign with")
    .argument("<name>", "the flow's name")
    .option("--remove", "remove it: a hook that asks for signatures then refuses everybody");
  addAppOptions(command, [
    "trunkline flows signing-secret order-update",
    "openssl rand -base64 32 | trunkline flows signing-secret order-update",
  ]);
  command.addHelpText(
    "after",
    "The secret is asked for without being shown, or read from standard input. It takes effect at\n" +
      "once, in the live flow too, and is never shown again.",
  );
  command.action((name: string, options: SecretOptions) => setSecret(cli, name, options));
}

async function setSecret(cli: Cli, name: string, options: SecretOptions): Promise<void> {
  const path = `${flowPath(options.app, name)}/signing-secret`;
  const { terminal } = cli;
  if (options.remove === true) {
    const api = await cli.connect();
    const answer = await api.send<null>({ method: "DELETE", path, changes: true });
    return showAnswer(terminal, options, answer, () => `The flow ${name} has no signing secret.`);
  }
  const body: SigningSecret = { secret: await readSecret(cli) };
  const api = await cli.connect();
  const answer = await api.send<null>({ method: "PUT", path, body, changes: true });
  await showAnswer(terminal, options, answer, () => `The flow ${name} has its signing secret.`);
}

/** @throws CliError `USAGE_WRONG` when there is none or it cannot be one; it is not repeated. */
async function readSecret({ terminal }: Cli): Promise<string> {
  if (isTty(terminal.stdin) && !terminal.canAsk) {
    throw usageError("The secret cannot be asked for here.", "Pipe it into standard input.");
  }
  const secret = isTty(terminal.stdin)
    ? await askSecret(terminal, "Signing secret")
    : (await readStdin(terminal)).trim();
  if (secretPattern.test(secret)) return secret;
  throw usageError(
    "That cannot be a signing secret.",
    "It has 16 to 256 visible ASCII characters without spaces.",
  );
}
