/** Collects single writes and carries them out together. */
export interface Batcher<Item, Result> {
  /** Resolves with the item's own result once the batch that carried it is committed. */
  add(item: Item): Promise<Result>;
}

/** How a batcher works; `write` gets at least one item and answers one result for each, in order. */
export interface BatcherOptions<Item, Result> {
  write(items: readonly Item[]): Promise<readonly Result[]>;
  readonly maxItems: number;
  /** Batches under way at once. */
  readonly maxInFlight: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Makes a batcher. A batch starts as soon as fewer than `maxInFlight` are under way, never on a
 * timer: alone, an item waits for nothing; under load, one commit carries as many as have come in
 * meanwhile. When a write fails, every item of its batch fails with that error.
 */
export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): Batcher<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || waiting.length === 0 || inFlight >= options.maxInFlight) return;
    scheduled = true;
    // Requests that arrived in the same turn of the event loop share the batch.
    setImmediate(start);
  };
  const start = () => {
    scheduled = false;
    const batch = waiting.slice(0, options.maxItems);
    waiting = waiting.slice(options.maxItems);
    inFlight += 1;
    void carryOut(options, batch).finally(() => {
      inFlight -= 1;
      schedule();
    });
    schedule();
  };
  return {
    add: (item) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      }),
  };
}

async function carryOut<Item, Result>(
  options: BatcherOptions<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await options.write(batch.map((one) => one.item));
    for (const [index, one] of batch.entries()) one.resolve(results[index] as Result);
  } catch (error) {
    for (const one of batch) one.reject(error);
  }
}
