import type { Static, TSchema } from "typebox";

import { checkInput } from "./check-input.ts";
import type { Effect, Surface } from "./context.ts";
import { InputError, KitError } from "./errors.ts";
import type { Problem } from "./problem.ts";

/** What an author writes to declare a command. `Client` is what the service's `open` returns. */
export interface CommandDeclaration<
  Client,
  Connection,
  Input extends TSchema,
  Output extends TSchema,
> {
  /** In camelCase: what the block and the API call it by. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it does and what it gives back. */
  readonly purpose: string;
  readonly input: Input;
  readonly output: Output;
  readonly runsIn: readonly Surface[];
  readonly effect: Effect;
  /**
   * Brings checked input into its one normal form (nulls dropped where they count as absent, dates
   * as text) and reports what a schema cannot say. Two inputs that mean the same must come out
   * equal: the digest of an attempt is made of it.
   *
   * @returns Every problem at once, or the normal form.
   */
  normalise?(input: Static<Input>, now: Date): Normalised<Static<Input>>;
  /**
   * Adds what the connection's settings provide, such as the default sender, and checks what only
   * then can be checked.
   */
  complete?(input: Static<Input>, connection: Connection): Normalised<Static<Input>>;
  /** Carries the command out. Throws `RetryableError` or `TerminalError`; anything else is a bug. */
  run(client: Client, input: Static<Input>): Promise<Static<Output>>;
  /** For `once` commands: the account and id under which the other side knows what was made. */
  identify?(output: Static<Output>): { readonly account: string; readonly sid: string };
}

/** Either the value or every problem that stands in its way. */
export type Normalised<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A declared command, its input's type forgotten: what the executor works with. */
export interface Command<Client = unknown, Connection = unknown> {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly input: TSchema;
  readonly output: TSchema;
  readonly runsIn: readonly Surface[];
  readonly effect: Effect;
  /**
   * Checks raw input and brings it into its normal form.
   *
   * @throws InputError with every problem found.
   */
  normalise(raw: unknown, now: Date): unknown;
  /**
   * Adds the connection's defaults to normalised input.
   *
   * @throws InputError when something is still missing.
   */
  complete(normalised: unknown, connection: Connection): unknown;
  run(client: Client, complete: unknown): Promise<unknown>;
  identify(output: unknown): { readonly account: string; readonly sid: string } | null;
}

/**
 * Makes a command out of its declaration.
 *
 * @throws KitError `COMMAND_DECLARED_WRONGLY` when the declaration contradicts itself.
 */
export function defineCommand<Client, Connection, Input extends TSchema, Output extends TSchema>(
  declaration: CommandDeclaration<Client, Connection, Input, Output>,
): Command<Client, Connection> {
  if ((declaration.effect === "once") !== (declaration.identify !== undefined)) {
    throw new KitError(
      "COMMAND_DECLARED_WRONGLY",
      `The command ${declaration.id} must have "identify" exactly when its effect is "once".`,
    );
  }
  const { id, title, purpose, input, output, runsIn, effect } = declaration;
  return {
    id,
    title,
    purpose,
    input,
    output,
    runsIn,
    effect,
    normalise(raw, now) {
      const problems = checkInput(input, raw);
      if (problems.length > 0) throw new InputError(problems);
      return unwrap(declaration.normalise?.(raw as Static<Input>, now), raw);
    },
    complete(normalised, connection) {
      return unwrap(declaration.complete?.(normalised as Static<Input>, connection), normalised);
    },
    run: (client, complete) => declaration.run(client, complete as Static<Input>),
    identify: (result) => declaration.identify?.(result as Static<Output>) ?? null,
  };
}

function unwrap(result: Normalised<unknown> | undefined, otherwise: unknown): unknown {
  if (result === undefined) return otherwise;
  if (!result.ok) throw new InputError(result.problems);
  return result.value;
}
