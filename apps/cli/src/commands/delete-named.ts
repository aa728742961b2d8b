import type { Cli } from "../cli.ts";
import { confirmByName } from "../terminal/confirm.ts";
import { showAnswer } from "../terminal/show-answer.ts";
import type { AppOptions, YesOption } from "./shared-options.ts";

/** What to delete. */
export interface NamedThing {
  /** Such as `profile`. */
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  /** What will be gone, in one sentence. */
  readonly warning: string;
}

/** Asks for confirmation, deletes, and says so. */
export async function deleteNamed(
  cli: Cli,
  options: AppOptions & YesOption,
  { kind, name, path, warning }: NamedThing,
): Promise<void> {
  const api = await cli.connect();
  await confirmByName(cli.terminal, options, { name, warning });
  const answer = await api.send<null>({ method: "DELETE", path, changes: true });
  await showAnswer(cli.terminal, options, answer, () => `The ${kind} ${name} is deleted.`);
}
