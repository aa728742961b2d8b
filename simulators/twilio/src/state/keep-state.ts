import type { Context } from "../context.ts";
import { isFinal } from "../store/message.ts";
import type { SavedState } from "./read-state.ts";
import { StateFile } from "./state-file.ts";

type Kept = Pick<Context, "store" | "directory" | "optOuts" | "resources" | "delivery">;

/**
 * Gives the context what was saved, and keeps it from now on. Texts that were on their way begin it
 * again. Errors: SIMULATOR_STATE_UNREADABLE.
 */
export async function keepState(
  file: string,
  saved: SavedState | null,
  context: Kept,
): Promise<StateFile> {
  const { store, directory, optOuts, resources } = context;
  if (saved !== null) restore(saved, context);
  return StateFile.open({
    file,
    store,
    saved,
    settings: () => ({
      accounts: directory.accounts,
      optOuts: optOuts.save(),
      resources: resources.save(),
    }),
    onFailure: (error) => {
      process.stderr.write(`The state file ${file} is no longer kept: ${error.message}\n`);
    },
  });
}

function restore(
  saved: SavedState,
  { store, directory, optOuts, resources, delivery }: Kept,
): void {
  if (saved.settings !== null) {
    optOuts.load(saved.settings.optOuts);
    resources.load(saved.settings.resources);
  }
  store.restore(saved.messages, saved.nextSeq);
  for (const message of saved.messages) {
    const account = directory.find(message.accountSid);
    if (!isFinal(message) && account !== null) delivery.resume(message, account);
  }
}
