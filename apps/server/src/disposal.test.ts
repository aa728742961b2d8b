import { expect, it } from "vitest";

import { Disposal } from "./disposal.ts";

it("undoes the newest first, and everything even when a step fails", async () => {
  const undone: number[] = [];
  const disposal = new Disposal();
  for (const step of [1, 2, 3]) {
    disposal.defer(async () => {
      undone.push(step);
      if (step === 2) throw new Error("step 2");
    });
  }
  await expect(disposal[Symbol.asyncDispose]()).rejects.toThrow("Not everything");
  expect(undone).toEqual([3, 2, 1]);
});

it("has nothing to undo once it has handed everything over", async () => {
  let undone = 0;
  const disposal = new Disposal();
  disposal.defer(() => {
    undone += 1;
  });
  const moved = disposal.move();
  await disposal[Symbol.asyncDispose]();
  expect(undone).toBe(0);
  await moved[Symbol.asyncDispose]();
  expect(undone).toBe(1);
});
