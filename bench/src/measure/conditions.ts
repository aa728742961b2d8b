/** How hard the servers are pressed, and how soon the stub answers. */
export interface Condition {
  readonly connections: number;
  readonly delayMs: number;
}

/** All conditions, in the order in which a round goes through them. */
export const conditions: readonly Condition[] = [
  { connections: 20, delayMs: 0 },
  { connections: 100, delayMs: 0 },
  { connections: 20, delayMs: 50 },
  { connections: 100, delayMs: 50 },
];

/** As tables call it. */
export function titleOf({ connections, delayMs }: Condition): string {
  return `${connections} connections, ${delayMs} ms`;
}
