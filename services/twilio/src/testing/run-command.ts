import {
  type Command,
  type HttpTransport,
  type OpenContext,
  ServiceError,
} from "@trunkline/service-kit";

import type { TwilioConnection } from "../connection-settings.ts";
import type { TwilioProfile } from "../profile-settings.ts";
import { twilioService } from "../service.ts";
import { accountSid } from "./answers.ts";

/** What a call is made with; all have defaults that suit most tests. */
export interface Surroundings {
  readonly profile?: Partial<TwilioProfile>;
  readonly connection?: TwilioConnection;
  readonly clock?: TestClock;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
  readonly reportLimited?: () => void;
}

/** Time that stands still until somebody sleeps. */
export class TestClock {
  readonly sleeps: number[] = [];
  #ms = Date.parse("2026-02-03T09:14:00Z");

  now(): Date {
    return new Date(this.#ms);
  }

  pass(ms: number): void {
    this.#ms += ms;
  }

  async sleep(ms: number, signal: OpenContext["signal"]): Promise<void> {
    if (signal.aborted) throw signal.reason;
    this.sleeps.push(ms);
    this.pass(ms);
  }
}

/** A profile that is complete, with changes. */
export function aProfile(changes: Partial<TwilioProfile> = {}): TwilioProfile {
  return { accountSid, authToken: "token-that-nobody-may-see", ...changes };
}

/** The service's client over a transport. */
export function openFor(transport: HttpTransport, around: Surroundings = {}): unknown {
  return twilioService.open(aProfile(around.profile), {
    transport,
    clock: around.clock ?? new TestClock(),
    random: around.random ?? (() => 0.5),
    signal: around.signal ?? new AbortController().signal,
    reportLimited: around.reportLimited ?? (() => undefined),
  });
}

/** A command by its id. */
export function commandOf(id: string): Command {
  const command = twilioService.commands.get(id);
  if (command === undefined) throw new Error(`There is no command ${id}.`);
  return command;
}

/** Runs a command the way the executor does: normalise, complete, open, run. */
export async function runCommand(
  id: string,
  input: unknown,
  transport: HttpTransport,
  around: Surroundings = {},
): Promise<unknown> {
  const command = commandOf(id);
  const now = (around.clock ?? new TestClock()).now();
  const normal = command.normalise(input, now);
  const complete = command.complete(normal, around.connection ?? {}, now);
  return command.run(openFor(transport, around), complete);
}

/** The error's report that a command ends with. */
export async function failureOf(work: Promise<unknown>): Promise<ServiceError["report"]> {
  return (await errorOf(work)).report;
}

/** The error that a command ends with. */
export async function errorOf(work: Promise<unknown>): Promise<ServiceError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error("The command did not fail.");
}
