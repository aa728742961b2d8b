import { setTimeout as pause } from "node:timers/promises";

import type { Load, LoadResult } from "../load/load.ts";
import type { SinkCount } from "../processes/callback-sink.ts";
import type { Child } from "../processes/child.ts";
import { median } from "../statistics.ts";
import type { SimulatorOptions } from "./options.ts";
import { formOf, type SimulatorProcess } from "./simulator-process.ts";

const connections = 20;
const callbacksPerText = 2;
const lookMs = 100;
const drainMaxMs = 120_000;

/** Creates a second, over 20 connections; the stub does next to nothing and is what the others are compared with. */
export interface CreateRates {
  readonly stub: number;
  readonly plain: number;
  readonly withCallbacks: number;
  /** How long after the last create the last callback came, at worst. */
  readonly callbacksBehindMs: number;
  /** How many texts were made in all; those that were cut off are not counted. */
  readonly stored: number;
}

/** The processes that take part. */
export interface Field {
  readonly simulator: SimulatorProcess;
  readonly load: Child;
  readonly stubUrl: string;
  readonly sink: Child;
  readonly sinkUrl: string;
}

/** Takes turns, so that whatever else the machine does meets all of them. Errors: an answer that is no success, a callback that never came. */
export async function measureCreates(
  field: Field,
  { rounds, turnSeconds }: SimulatorOptions,
): Promise<CreateRates> {
  const turns: CreateRates[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const stub = await shoot(field, stubLoad(field.stubUrl, turnSeconds));
    const plain = await shoot(field, simulatorLoad(field, null, turnSeconds));
    await pause(callbackPauseMs);
    const { perSecond, behindMs, ok } = await withCallbacks(field, turnSeconds);
    turns.push({
      stub: stub.perSecond,
      plain: plain.perSecond,
      withCallbacks: perSecond,
      callbacksBehindMs: behindMs,
      stored: plain.ok + ok,
    });
  }
  return {
    stub: median(turns.map((turn) => turn.stub)),
    plain: median(turns.map((turn) => turn.plain)),
    withCallbacks: median(turns.map((turn) => turn.withCallbacks)),
    callbacksBehindMs: Math.max(...turns.map((turn) => turn.callbacksBehindMs)),
    stored: turns.reduce((sum, turn) => sum + turn.stored, 0),
  };
}

/** Texts made without callbacks are on their way for about a second; their steps are to be over. */
const callbackPauseMs = 1500;

async function withCallbacks(field: Field, seconds: number) {
  const before = await arrived(field.sink);
  const result = await shoot(field, simulatorLoad(field, field.sinkUrl, seconds));
  const ended = performance.now();
  // Those cut off at the end may have been stored: at least the answered ones have their callbacks.
  const wanted = before + result.ok * callbacksPerText;
  while ((await arrived(field.sink)) < wanted) {
    if (performance.now() - ended > drainMaxMs) throw new Error("Callbacks are missing.");
    await pause(lookMs);
  }
  return { ok: result.ok, perSecond: result.perSecond, behindMs: performance.now() - ended };
}

async function arrived(sink: Child): Promise<number> {
  return (await sink.ask<SinkCount>({})).callbacks;
}

/** Lets the load process make that load. Errors: an answer that is no success. */
export async function shoot({ load }: Pick<Field, "load">, order: Load): Promise<LoadResult> {
  const result = await load.ask<LoadResult>(order);
  const [failure] = Object.entries(result.notOk);
  if (failure !== undefined) throw new Error(`${failure[1]} answers were ${failure[0]}.`);
  return result;
}

function simulatorLoad({ simulator }: Field, callbackUrl: string | null, seconds: number): Load {
  const { listUrl: url, headers } = simulator;
  return { url, headers, body: formOf(callbackUrl), connections, seconds };
}

function stubLoad(stubUrl: string, seconds: number): Load {
  const url = `${stubUrl}/2010-04-01/Accounts/AC${"1".repeat(32)}/Messages.json`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { url, headers, body: formOf(null), connections, seconds };
}
