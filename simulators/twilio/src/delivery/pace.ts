/** How long a message stays in each status. */
export interface Pace {
  readonly acceptedMs: number;
  readonly queuedMs: number;
  readonly sendingMs: number;
  readonly sentMs: number;
  /** How long an inbound text takes to come in. */
  readonly receivingMs: number;
}

/** The usual pace, a number of times faster: a text is delivered about a second after it was made. */
export function scalePace(speed: number): Pace {
  return {
    acceptedMs: 100 / speed,
    queuedMs: 200 / speed,
    sendingMs: 300 / speed,
    sentMs: 600 / speed,
    receivingMs: 100 / speed,
  };
}
