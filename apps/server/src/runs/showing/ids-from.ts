const timeChars = 9;
/** A run's id may be drawn before its start, or on a server whose clock is off. */
const slackMs = 10 * 60 * 1000;

/** The first id that a run could have at an instant, with room before (-1) or after (1) it. */
export function idsFrom(at: Date, side: -1 | 1): string {
  const time = Math.max(0, at.getTime() + side * slackMs);
  return `run_${time.toString(36).padStart(timeChars, "0")}`;
}
