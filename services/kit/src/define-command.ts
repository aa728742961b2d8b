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
   * Looks at raw input before the schema does: drops what counts as absent and turns values that
   * only code can give, such as a `Date`, into JSON. Must leave alone what it does not understand.
   */
  prepare?(raw: unknown): unknown;
  /**
   * Brings checked input into its one normal form (one of several spellings, defaults that change
   * nothing) and reports what a schema cannot say. Two inputs that mean the same must come out
   * equal: the digest of an attempt is made of it.
   *
   * @returns Every problem at once, or the normal form.
   */
  normalise?(input: Static<Input>, now: Date): Normalised<Static<Input>>;
  /**
   * Adds what the connection's settings provide, such as the default sender, and checks what only
   * then can be checked, and what depends on the time: a repeated key finds its attempt without it.
   */
  complete?(input: Static<Input>, connection: Connection, now: Date): Normalised<Static<Input>>;
  /** Carries the command out. Throws `RetryableError` or `TerminalError`; anything else is a bug. */
  run(client: Client, input: Static<Input>): Promise<Static<Output>>;
  /** What the command takes of a sender's rate; null when no rate applies. */
  demand?(input: Static<Input>): Demand | null;
  /**
   * Everybody who receives something by it, exactly as the input names them. Without it nobody knows
   * whom the command reaches, and a draft with live credentials may use it only if it reads.
   */
  recipients?(input: Static<Input>): readonly string[];
  /** For `once` commands: the account and id under which the other side knows what was made. */
  identify?(output: Static<Output>): { readonly account: string; readonly sid: string };
}

/** A share of a rate that the other side sets for each sender. */
export interface Demand {
  readonly sender: string;
  /** In the unit that the rate counts, such as message segments. */
  readonly units: number;
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
  complete(normalised: unknown, connection: Connection, now?: Date): unknown;
  run(client: Client, complete: unknown): Promise<unknown>;
  demand(complete: unknown): Demand | null;
  /** Null where the command does not say whom it reaches; that may be anybody. */
  recipients(complete: unknown): readonly string[] | null;
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
      const prepared = declaration.prepare === undefined ? raw : declaration.prepare(raw);
      const problems = checkInput(input, prepared);
      if (problems.length > 0) throw new InputError(problems);
      return unwrap(declaration.normalise?.(prepared as Static<Input>, now), prepared);
    },
    complete(normalised, connection, now = new Date()) {
      const completed = declaration.complete?.(normalised as Static<Input>, connection, now);
      return unwrap(completed, normalised);
    },
    run: (client, complete) => declaration.run(client, complete as Static<Input>),
    demand: (complete) => declaration.demand?.(complete as Static<Input>) ?? null,
    recipients: (complete) => declaration.recipients?.(complete as Static<Input>) ?? null,
    identify: (result) => declaration.identify?.(result as Static<Output>) ?? null,
  };
}

function unwrap(result: Normalised<unknown> | undefined, otherwise: unknown): unknown {
  if (result === undefined) return otherwise;
  if (!result.ok) throw new InputError(result.problems);
  return result.value;
}
