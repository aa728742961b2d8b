import { usageError } from "../errors.ts";
import { ask, cancelled } from "./ask.ts";
import { note } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Lets a person confirm what cannot be taken back, by typing the name of what it is about.
 *
 * @param warning What will be gone, in one sentence.
 * @throws CliError `CANCELLED` when something else is typed; `USAGE_WRONG` when there is nobody to
 *   ask and `--yes` is missing.
 */
export async function confirmByName(
  terminal: Terminal,
  options: { readonly yes?: boolean },
  { name, warning }: { readonly name: string; readonly warning: string },
): Promise<void> {
  if (options.yes === true) return;
  if (!terminal.canAsk) {
    throw usageError("Nobody can be asked here, and this cannot be taken back.", "Add --yes.");
  }
  note(terminal, warning);
  if ((await ask(terminal, `Type ${name} to confirm`)) !== name) throw cancelled();
}
