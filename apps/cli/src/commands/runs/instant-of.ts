import { usageError } from "../../errors.ts";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * The instant that an option names, for the API: ISO 8601, or how long ago as `90m`, `24h`, `7d`.
 *
 * @throws CliError `USAGE_WRONG`.
 */
export function instantOf(text: string | undefined, now: Date): string | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms =
    count === undefined
      ? Date.parse(text)
      : now.getTime() - Number(count) * unitMs[unit as keyof typeof unitMs];
  if (Number.isFinite(ms)) return new Date(ms).toISOString();
  throw usageError("That is not a time.", "Write 2026-01-31T10:00:00Z, or 24h for a day ago.");
}
