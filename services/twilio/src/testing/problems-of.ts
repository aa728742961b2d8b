import { InputError, type Problem } from "@trunkline/service-kit";

import type { TwilioConnection } from "../connection-settings.ts";
import { commandOf, TestClock } from "./run-command.ts";

/** What a command finds wrong with an input; fails when it finds nothing. */
export function problemsOf(
  id: string,
  input: unknown,
  connection: TwilioConnection = {},
): readonly Problem[] {
  const command = commandOf(id);
  const now = new TestClock().now();
  try {
    command.complete(command.normalise(input, now), connection, now);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("The input was accepted.");
}

/** The normal form of an input. */
export function normalOf(id: string, input: unknown): unknown {
  return commandOf(id).normalise(input, new TestClock().now());
}
