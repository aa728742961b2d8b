/** Something to do at an instant. */
export interface DueTask {
  at: number;
  /** Tasks of one instant run in the order of their asking. */
  readonly order: number;
  readonly task: () => void;
}

/** What waits for its time, soonest first. A binary heap, as load tests have many thousands waiting. */
export class DueTasks {
  readonly #heap: DueTask[] = [];
  #nextOrder = 0;

  get size(): number {
    return this.#heap.length;
  }

  get soonest(): DueTask | undefined {
    return this.#heap[0];
  }

  add(at: number, task: () => void): void {
    const heap = this.#heap;
    const due: DueTask = { at, order: this.#nextOrder++, task };
    let index = heap.length;
    heap.push(due);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(due, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = due;
  }

  /** Takes out the soonest task. */
  take(): DueTask | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== last && last !== undefined) this.#sink(last);
    return first;
  }

  /** Moves everything that waits by the same time. */
  shift(byMs: number): void {
    for (const due of this.#heap) due.at += byMs;
  }

  #sink(due: DueTask): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, due)) break;
      heap[index] = child;
      index = 2 * index + (isRight ? 2 : 1);
    }
    heap[index] = due;
  }
}

function isBefore(left: DueTask, right: DueTask): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}
