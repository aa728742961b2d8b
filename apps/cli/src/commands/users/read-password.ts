import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { askSecret } from "../../terminal/ask.ts";
import { readStdin } from "../../terminal/read-input.ts";
import { isTty } from "../../terminal/terminal.ts";

/** How commands say in their help where a password comes from. */
export const passwordHelp = `
The password is asked for without being shown, or read from standard input when it is
piped in, one line. It has 12 characters or more.`;

/**
 * Gets a new password from the person at the terminal, who types it twice, or from standard input,
 * never from an argument.
 *
 * @returns An empty text when nothing was typed or piped.
 * @throws CliError `USAGE_WRONG` when nobody can be asked, or both differ.
 */
export async function readNewPassword({ terminal }: Cli): Promise<string> {
  if (!isTty(terminal.stdin)) {
    const lines = (await readStdin(terminal)).replace(/^\uFEFF/, "").split(/\r?\n/);
    if (lines.slice(1).some((line) => line !== "")) {
      throw usageError("Standard input holds more than the one line of a password.");
    }
    return lines[0] ?? "";
  }
  if (!terminal.canAsk) {
    throw usageError("The password cannot be asked for here.", "Pipe it into standard input.");
  }
  const password = await askSecret(terminal, "Password");
  if (password === "") return "";
  if ((await askSecret(terminal, "The same again")) !== password) {
    throw usageError("The two passwords are not the same.");
  }
  return password;
}
