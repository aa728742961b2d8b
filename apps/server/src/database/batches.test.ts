import { expect, it } from "vitest";

import { createBatcher } from "./batches.ts";

/** A writer whose batches end when the test says so. */
function heldWriter() {
  const batches: { items: readonly number[]; finish: () => void; fail: (error: Error) => void }[] =
    [];
  return {
    batches,
    write: (items: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        batches.push({
          items,
          finish: () => resolve(items.map((item) => item * 10)),
          fail: reject,
        });
      }),
  };
}

it("writes a lonely item at once and gives it its own result", async () => {
  const batcher = createBatcher<number, number>({
    write: async (items) => items.map((item) => item * 10),
    maxItems: 10,
    maxInFlight: 2,
  });
  expect(await batcher.add(4)).toBe(40);
});

it("collects what comes while its batches are under way", async () => {
  const writer = heldWriter();
  const batcher = createBatcher({ write: writer.write, maxItems: 10, maxInFlight: 1 });
  const first = batcher.add(1);
  await expect.poll(() => writer.batches.length).toBe(1);
  const others = [2, 3, 4].map((item) => batcher.add(item));
  expect(writer.batches).toHaveLength(1);
  writer.batches[0]?.finish();
  await expect.poll(() => writer.batches.length).toBe(2);
  expect(writer.batches[1]?.items).toEqual([2, 3, 4]);
  writer.batches[1]?.finish();
  expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40]);
});

it("splits what is more than one batch may hold", async () => {
  const writer = heldWriter();
  const batcher = createBatcher({ write: writer.write, maxItems: 2, maxInFlight: 2 });
  const added = [1, 2, 3].map((item) => batcher.add(item));
  await expect.poll(() => writer.batches.length).toBe(2);
  expect(writer.batches.map((batch) => batch.items)).toEqual([[1, 2], [3]]);
  for (const batch of writer.batches) batch.finish();
  await Promise.all(added);
});

it("fails every item of a batch that fails, and goes on with the next", async () => {
  const writer = heldWriter();
  const batcher = createBatcher({ write: writer.write, maxItems: 10, maxInFlight: 1 });
  const failing = [batcher.add(1), batcher.add(2)].map((one) => one.catch(String));
  await expect.poll(() => writer.batches.length).toBe(1);
  const later = batcher.add(3);
  writer.batches[0]?.fail(new Error("no"));
  expect(await Promise.all(failing)).toEqual(["Error: no", "Error: no"]);
  await expect.poll(() => writer.batches.length).toBe(2);
  writer.batches[1]?.finish();
  expect(await later).toBe(30);
});
