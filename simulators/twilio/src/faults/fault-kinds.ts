/** What a fault spoils: the request before its work, the answer after it, the stored message, or a web hook's call. */
export type FaultScope = "before" | "after" | "message" | "hook";

const kinds = {
  "delay-before": "before",
  "too-many-requests": "before",
  "error-before": "before",
  "cut-before": "before",
  "delay-after": "after",
  "error-after": "after",
  "cut-after": "after",
  "not-json": "after",
  "slow-headers": "after",
  "drip-body": "after",
  "wrong-content-length": "after",
  "list-lag": "message",
  "foreign-twin": "message",
  "callback-delay": "hook",
  "callback-double": "hook",
  "callback-reorder": "hook",
  "callback-drop": "hook",
  "callback-bad-signature": "hook",
} as const satisfies Record<string, FaultScope>;

/** One way to misbehave. */
export type FaultKind = keyof typeof kinds;

/** All ways to misbehave. */
export const faultKinds = Object.keys(kinds) as readonly FaultKind[];

/** What a kind of fault spoils. */
export function scopeOf(kind: FaultKind): FaultScope {
  return kinds[kind];
}

const delays: Partial<Record<FaultKind, number>> = {
  "delay-before": 1000,
  "delay-after": 1000,
  "slow-headers": 1000,
  "drip-body": 1000,
  "list-lag": 5000,
  "callback-delay": 1000,
  "callback-reorder": 5000,
};

/** How long a fault of this kind takes when nobody says how long; 0 for one that takes no time. */
export function usualDelayMs(kind: FaultKind): number {
  return delays[kind] ?? 0;
}
