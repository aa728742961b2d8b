/** Parts of values that are kept in all; lists that share their items can stand for any number. */
const partsMax = 20_000;

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
    if (this.isWhole) this.log.push(this.#copy(value));
  }

  #copy(value: unknown): unknown {
    this.#parts += 1;
    if (!this.isWhole) return "…";
    if (value === undefined) return null;
    return Array.isArray(value) ? Array.from(value, (item) => this.#copy(item)) : value;
  }
}
