import { setTimeout as sleep } from "node:timers/promises";

import type { ApiClient } from "../api/api-client.ts";
import { executeCommand } from "../api/execute-command.ts";
import type { ResultOf } from "../api/execute-command.ts";
import type { ApiAnswer } from "../api/read-answer.ts";
import { CliError } from "../errors.ts";
import type { Message } from "./message.ts";

/** Which message to follow, and for how long. */
export interface FollowOptions {
  readonly app: string;
  readonly connection: string;
  readonly sid: string;
  readonly limitMs: number;
  readonly pollMs?: number;
}

const goodEnds = new Set(["delivered", "read", "received"]);
const badEnds = new Set(["failed", "undelivered", "canceled"]);

/** Whether a status is the last one, and which kind of end it is; null while it may still change. */
export function endOf(status: string | null): "good" | "bad" | null {
  if (status === null) return null;
  if (goodEnds.has(status)) return "good";
  return badEnds.has(status) ? "bad" : null;
}

/**
 * Reads a message again and again until its status is final or the time is up. A read that may
 * succeed later (`retryable`) is not the end of it.
 *
 * @returns The last answer; null when the message could not be read once.
 */
export async function followMessage(
  api: ApiClient,
  options: FollowOptions,
): Promise<ApiAnswer<ResultOf<Message>> | null> {
  const { sid, limitMs, pollMs = 1000, ...where } = options;
  const deadline = performance.now() + limitMs;
  let last: ApiAnswer<ResultOf<Message>> | null = null;
  for (;;) {
    last = (await readOnce(api, { ...where, sid })) ?? last;
    if (last !== null && endOf(last.value.data.status) !== null) return last;
    if (performance.now() + pollMs > deadline) return last;
    await sleep(pollMs);
  }
}

async function readOnce(
  api: ApiClient,
  { app, connection, sid }: Pick<FollowOptions, "app" | "connection" | "sid">,
): Promise<ApiAnswer<ResultOf<Message>> | null> {
  const data = { sid };
  try {
    return await executeCommand<Message>(api, {
      app,
      connection,
      command: "readMessage",
      data,
      changes: false,
    });
  } catch (error) {
    if (error instanceof CliError && error.report.retryable) return null;
    throw error;
  }
}
