import type { FastifyInstance } from "fastify";

import type { Account } from "./accounts/account.ts";
import { openAccountsFile } from "./accounts/accounts-file.ts";
import { makeAccounts } from "./accounts/make-accounts.ts";
import { SimulatorError } from "./errors.ts";
import { buildApp } from "./http/build-app.ts";
import { type BehaviourOptions, makeContext } from "./make-context.ts";
import { keepState } from "./state/keep-state.ts";
import { readState } from "./state/read-state.ts";

/** What a simulator can be started with. */
export interface SimulatorOptions extends BehaviourOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where accounts are kept; without it they last as long as the simulator. */
  readonly dataDir?: string;
  /** The file that keeps everything over restarts, accounts included. */
  readonly stateFile?: string;
}

/** A simulator that listens. Disposing it frees the port. */
export interface Simulator extends AsyncDisposable {
  readonly url: string;
  /** The ordinary account first. */
  readonly accounts: readonly Account[];
}

/** Starts a simulator in this process. Errors: SimulatorError for an unusable port, data folder or state file. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { stateFile } = options;
  const saved = stateFile === undefined ? null : await readState(stateFile);
  const accounts = saved?.settings?.accounts ?? (await firstAccounts(options));
  const context = makeContext(accounts, options);
  const app = await buildApp(context);
  const state = stateFile === undefined ? null : await keepState(stateFile, saved, context);
  const url = await listen(app, options).catch(async (error: unknown) => {
    await state?.[Symbol.asyncDispose]();
    throw error;
  });
  context.address.origin = url;
  return {
    url,
    accounts: context.directory.accounts,
    async [Symbol.asyncDispose]() {
      await app.close();
      await state?.[Symbol.asyncDispose]();
      context.store.clear();
      await context.hooks[Symbol.asyncDispose]();
    },
  };
}

async function firstAccounts({ dataDir }: SimulatorOptions): Promise<readonly Account[]> {
  return dataDir === undefined ? makeAccounts(new Date()) : openAccountsFile(dataDir);
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
