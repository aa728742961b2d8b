/**
 * What the function of a block may use besides its inputs. A new list or text goes through `list`
 * or `text`, which end the run at its limits and count big ones as more than one step: that is also
 * what bounds a run's memory. What grows in place or by joining asks `roomFor…` before, which only
 * looks.
 */
export interface Tools {
  /** The run's clock in milliseconds since 1970. */
  now(): number;
  /** At least 0 and below 1. */
  random(): number;
  /** The same list. Errors: `LIST_LIMIT`. */
  list<Item>(items: Item[]): Item[];
  /** The same text. Errors: `TEXT_LIMIT`. */
  text(text: string): string;
  /** Asks before anything is made that would be this long. Errors: `LIST_LIMIT`. */
  roomForItems(count: number): void;
  /** Asks before anything is made that would be this long. Errors: `TEXT_LIMIT`. */
  roomForChars(count: number): void;
  /** Counts work as steps. Errors: `STEP_LIMIT`, `EXPRESSION_LIMIT`, `TIME_LIMIT`. */
  spend(steps: number): void;
}
