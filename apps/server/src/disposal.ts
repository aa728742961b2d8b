/**
 * Things to undo, newest first. It does what JavaScript's `AsyncDisposableStack` does, which the
 * oldest Node that is supported does not have.
 */
export class Disposal implements AsyncDisposable {
  #undo: (() => unknown)[] = [];

  /** Disposes of the thing later, and gives it back. */
  use<Thing extends Disposable | AsyncDisposable>(thing: Thing): Thing {
    this.defer(() => {
      if (Symbol.asyncDispose in thing) return thing[Symbol.asyncDispose]();
      return thing[Symbol.dispose]();
    });
    return thing;
  }

  /** Runs `undo` later. */
  defer(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  /** Hands everything over to a new one; this one then has nothing to undo. */
  move(): Disposal {
    const moved = new Disposal();
    moved.#undo = this.#undo;
    this.#undo = [];
    return moved;
  }

  /** Undoes everything, each step even when others fail. @throws AggregateError of all failures. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything could be stopped.");
  }
}
