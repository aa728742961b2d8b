/** Parts of values that are kept in all; lists that share their items can stand for any number. */
const partsMax = 20_000;
/** A log shows a value to a depth of 100: what lies deeper, or holds itself, is not compared. */
const depthMax = 90;

/** Values as they were when they were printed. */
export class PrintedValues {
  readonly log: unknown[] = [];
  #parts = 0;

  /** False once something was left out. */
  get isWhole(): boolean {
    return this.#parts <= partsMax;
  }

  /** Keeps a copy, in this realm, that later changes leave alone. */
  add(value: unknown): void {
    if (this.isWhole) this.log.push(this.#copy(value, 0));
  }

  #copy(value: unknown, depth: number): unknown {
    this.#parts += depth > depthMax ? partsMax : 1;
    if (!this.isWhole) return "…";
    if (value === undefined) return null;
    return Array.isArray(value) ? Array.from(value, (item) => this.#copy(item, depth + 1)) : value;
  }
}
