import { setTimeout as pause } from "node:timers/promises";

import type { Api } from "../contestants/trunkline-api.ts";
import type { Load, LoadResult } from "../load/load.ts";
import type { Child } from "../processes/child.ts";
import { median } from "../statistics.ts";

/** How much is measured. */
export interface ReleasesOptions {
  readonly flows: number;
  readonly rounds: number;
  readonly turnSeconds: number;
}

/** How long publishing took, in milliseconds. */
export interface PublishTimes {
  /** Of an app all of whose flows are new. */
  readonly firstMs: number;
  /** Of the same app after one flow was saved. */
  readonly nextMs: number;
}

/** Answers a second with one release live, and while another is made live again and again. */
export interface SwitchingRates {
  readonly restPerSecond: number;
  readonly switchingPerSecond: number;
  /** The median of each round's own. */
  readonly ratio: number;
  readonly switches: number;
}

const betweenSwitchesMs = 1000;

const releasesPath = (app: string) => `/api/apps/${app}/releases`;

/** Fills an app with copies of a flow and publishes it, then one saved flow more. */
export async function measurePublishing(
  api: Api,
  app: string,
  document: Readonly<Record<string, unknown>>,
  flows: number,
): Promise<PublishTimes> {
  const save = (name: string, query = "") =>
    api.put(`/api/apps/${app}/flows/${name}${query}`, JSON.stringify({ ...document, name }));
  for (let number = 1; number <= flows; number += 1) await save(`copy-${number}`);
  const firstMs = await timed(() => api.post(releasesPath(app), { note: "All of them" }));
  await save("one-more");
  const nextMs = await timed(() => api.post(releasesPath(app), { note: "One more" }));
  return { firstMs, nextMs };
}

/**
 * Calls a hook in turns: with one release live, and while the newest two take each other's place
 * every second, at the beginning of each turn first.
 *
 * @throws Error when anything but a success was answered.
 */
export async function measureSwitching(
  parts: { readonly api: Api; readonly app: string; readonly load: Child; readonly newest: number },
  call: Pick<Load, "url" | "headers" | "body">,
  { rounds, turnSeconds }: ReleasesOptions,
): Promise<SwitchingRates> {
  const shoot = async () => {
    const asked: Load = { ...call, seconds: turnSeconds, connections: 20 };
    const { perSecond, notOk } = await parts.load.ask<LoadResult>(asked);
    if (Object.keys(notOk).length === 0) return perSecond;
    throw new Error(`The hook was answered with ${JSON.stringify(notOk)}.`);
  };
  let switches = 0;
  const shootSwitching = async () => {
    const over = new AbortController();
    const switching = (async () => {
      while (!over.signal.aborted) {
        const number = parts.newest - (switches % 2);
        await parts.api.post(`${releasesPath(parts.app)}/${number}/activate`);
        switches += 1;
        await pause(betweenSwitchesMs);
      }
    })();
    const perSecond = await shoot();
    over.abort();
    await switching;
    return perSecond;
  };
  await shoot();
  const rest: number[] = [];
  const switched: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turns = [
      async () => rest.push(await shoot()),
      async () => switched.push(await shootSwitching()),
    ];
    if (round % 2 === 1) turns.reverse();
    for (const turn of turns) await turn();
  }
  const ratios = switched.map((perSecond, round) => perSecond / (rest[round] ?? Number.NaN));
  return {
    restPerSecond: median(rest),
    switchingPerSecond: median(switched),
    ratio: median(ratios),
    switches,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
