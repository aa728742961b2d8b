import type { FastifyInstance } from "fastify";

import type { Account } from "./accounts/account.ts";
import { openAccountsFile } from "./accounts/accounts-file.ts";
import { Directory } from "./accounts/directory.ts";
import { makeAccounts } from "./accounts/make-accounts.ts";
import { Callbacks } from "./callbacks/callbacks.ts";
import { type Clock, systemClock } from "./clock.ts";
import { MovableClock } from "./clock/movable-clock.ts";
import { defaultPace, Delivery, type Pace } from "./delivery/delivery.ts";
import { SimulatorError } from "./errors.ts";
import { Faults } from "./faults/faults.ts";
import { buildApp } from "./http/build-app.ts";
import { Store } from "./store/store.ts";

/** What a simulator can be started with. */
export interface SimulatorOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where accounts are kept; without it they last as long as the simulator. */
  readonly dataDir?: string;
  /** What drives the simulator's own clock; the machine's time when absent. */
  readonly clock?: Clock;
  /** How many times faster than usual texts are delivered. */
  readonly speed?: number;
  /** Requests of one account that may be in flight at once; without it there is no limit. */
  readonly maxConcurrent?: number;
  /** Decides whether a fault with a probability strikes. */
  readonly random?: () => number;
}

/** A simulator that listens. Disposing it frees the port. */
export interface Simulator extends AsyncDisposable {
  readonly url: string;
  /** The ordinary account first. */
  readonly accounts: readonly Account[];
}

/** Starts a simulator in this process. Errors: SimulatorError for an unusable port or data folder. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { dataDir, random = Math.random } = options;
  const clock = new MovableClock(options.clock ?? systemClock);
  const accounts =
    dataDir === undefined ? makeAccounts(new Date()) : await openAccountsFile(dataDir);
  const store = new Store();
  const callbacks = new Callbacks();
  const delivery = new Delivery({
    store,
    clock,
    pace: scalePace(options.speed ?? 1),
    onStep: (message, account) => callbacks.announce(message, account),
  });
  const app = await buildApp({
    clock,
    directory: new Directory(accounts),
    store,
    delivery,
    faults: new Faults(random),
    maxConcurrent: options.maxConcurrent ?? Infinity,
  });
  const url = await listen(app, options);
  return {
    url,
    accounts,
    async [Symbol.asyncDispose]() {
      await app.close();
      store.clear();
      callbacks.stop();
    },
  };
}

function scalePace(speed: number): Pace {
  return {
    acceptedMs: defaultPace.acceptedMs / speed,
    queuedMs: defaultPace.queuedMs / speed,
    sendingMs: defaultPace.sendingMs / speed,
    sentMs: defaultPace.sentMs / speed,
  };
}

async function listen(app: FastifyInstance, { host, port }: SimulatorOptions): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw asStartError(error, host, port);
  }
}

function asStartError(error: unknown, host: string, port: number): SimulatorError {
  const cause = error instanceof Error ? error : new Error(String(error));
  if ("code" in cause && cause.code === "EADDRINUSE") {
    return new SimulatorError(
      "SIMULATOR_PORT_IN_USE",
      `Port ${port} is in use. Set TRUNKLINE_SIMULATOR_PORT to a free one.`,
      { cause },
    );
  }
  return new SimulatorError(
    "SIMULATOR_NOT_LISTENING",
    `Cannot listen on ${host}:${port} (${cause.message}). Set TRUNKLINE_SIMULATOR_HOST and TRUNKLINE_SIMULATOR_PORT.`,
    { cause },
  );
}
