import type { Load, LoadResult } from "../../load/load.ts";
import type { Child } from "../../processes/child.ts";
import { median } from "../../statistics.ts";

/** How much is measured. */
export interface RulesOptions {
  readonly rounds: number;
  readonly turnSeconds: number;
  readonly warmUpSends: number;
}

/** A hook as it is called: with a key or without one. */
export type HookCall = Pick<Load, "url" | "headers" | "body">;

/** The two that are compared. */
export interface Pair {
  readonly open: HookCall;
  readonly ruled: HookCall;
}

/** What came of it for a number of connections; each ratio is of two turns that followed another. */
export interface RulesRow {
  readonly connections: number;
  readonly openPerSecond: number;
  readonly ruledPerSecond: number;
  readonly ratio: number;
  readonly ratios: readonly number[];
}

const connectionCounts: readonly number[] = [20, 100];

/**
 * Lets the two take turns on one server, first the one and then the other, so that neither the state
 * of the machine nor that of the database falls on one of them.
 *
 * @param load The process that makes load.
 * @param settle Waits until all that was answered is recorded.
 * @throws Error when anything but a success was answered.
 */
export async function measureRules(
  load: Child,
  pair: Pair,
  options: RulesOptions,
  settle: () => Promise<unknown>,
): Promise<RulesRow[]> {
  const shoot = async (
    call: HookCall,
    amount: { seconds: number } | { amount: number },
    connections: number,
  ) => {
    const result = await load.ask<LoadResult>({ ...call, ...amount, connections } satisfies Load);
    await settle();
    if (Object.keys(result.notOk).length === 0) return result.perSecond;
    throw new Error(`${call.url} was answered with ${JSON.stringify(result.notOk)}.`);
  };
  for (const call of [pair.open, pair.ruled]) {
    await shoot(call, { amount: options.warmUpSends }, 100);
  }
  const turns = new Map<number, Turns>(
    connectionCounts.map((count) => [count, { open: [], ruled: [] }]),
  );
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [connections, { open, ruled }] of turns) {
      const seconds = { seconds: options.turnSeconds };
      const measureOpen = async () => open.push(await shoot(pair.open, seconds, connections));
      const measureRuled = async () => ruled.push(await shoot(pair.ruled, seconds, connections));
      if (round % 2 === 0) {
        await measureOpen();
        await measureRuled();
      } else {
        await measureRuled();
        await measureOpen();
      }
    }
  }
  return [...turns].map(([connections, of]) => toRow(connections, of));
}

interface Turns {
  readonly open: number[];
  readonly ruled: number[];
}

function toRow(connections: number, { open, ruled }: Turns): RulesRow {
  const ratios = ruled.map((perSecond, round) => perSecond / (open[round] ?? Number.NaN));
  return {
    connections,
    openPerSecond: median(open),
    ruledPerSecond: median(ruled),
    ratio: median(ratios),
    ratios,
  };
}
