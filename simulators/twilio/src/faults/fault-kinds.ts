/** Ways to misbehave. Those of the second list happen after the request has done its work. */
export const faultKinds = [
  "delay-before",
  "too-many-requests",
  "error-before",
  "cut-before",
  "delay-after",
  "error-after",
  "cut-after",
  "not-json",
] as const;

/** One way to misbehave. */
export type FaultKind = (typeof faultKinds)[number];

const afterKinds: ReadonlySet<FaultKind> = new Set([
  "delay-after",
  "error-after",
  "cut-after",
  "not-json",
]);

/** Whether the fault leaves the work done and spoils only the answer. */
export function isAfterKind(kind: FaultKind): boolean {
  return afterKinds.has(kind);
}
