import { setTimeout as pause } from "node:timers/promises";

const lookEveryMs = 50;

/**
 * Looks again and again until there is something to see, and gives it back; null, undefined and
 * false are nothing.
 *
 * @param withinMs Long by default: it only costs time when something is broken.
 * @throws Error that says what was waited for.
 */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen | null | undefined | false> | Seen | null | undefined | false,
  withinMs = 60_000,
): Promise<Seen> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() > giveUpAt) throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await pause(lookEveryMs);
  }
}
