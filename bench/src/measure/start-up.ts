import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import { listenOnLoopback } from "../processes/listen-on-loopback.ts";

const askEveryMs = 5;
const giveUpAfterMs = 60_000;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const url = await listenOnLoopback(server);
  await new Promise((resolve) => void server.close(resolve));
  return Number(new URL(url).port);
}

/** Asks until a server answers with 200; gives how long that took since `began`, in milliseconds. */
export async function firstAnswerMs(url: string, began: number): Promise<number> {
  for (;;) {
    if (await answers(url)) return performance.now() - began;
    if (performance.now() - began > giveUpAfterMs) throw new Error(`${url} does not answer.`);
    await pause(askEveryMs);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // Nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
