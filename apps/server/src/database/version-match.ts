/** From which version of a document a change was made: a number, whatever there is, or not said. */
export type VersionMatch = number | "any" | null;

/** A change that was made from another version than the draft's. */
export interface VersionConflict {
  readonly kind: "conflict";
  /** Null when no version was named. */
  readonly given: number | null;
  /** The draft's; null when there is no such document. */
  readonly current: number | null;
}

/** The conflict between what a change names and what there is. */
export function conflictOf(match: VersionMatch, current: number | null): VersionConflict {
  return { kind: "conflict", given: typeof match === "number" ? match : null, current };
}
