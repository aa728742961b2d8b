/**
 * A row of another room that commits together with a new attempt, such as that of the run which
 * makes it. Attempts know nothing of what it holds.
 */
export type BesideRow = object;

/** How such rows are written, in the same statement as the attempts. */
export interface BesideTable {
  /**
   * One data-modifying statement over as many arrays as `columns` gives; an attempt that is already
   * there has its row written all the same, so a second time must do no harm.
   *
   * @param first The number of the first array's parameter.
   */
  statement(first: number): string;
  /** The arrays, in PostgreSQL's binary form. */
  columns(rows: readonly BesideRow[]): readonly Buffer[];
}
