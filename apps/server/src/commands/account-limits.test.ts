import { setImmediate as turn } from "node:timers/promises";

import { expect, it, vi } from "vitest";

import { openAccountLimits } from "./account-limits.ts";

/** Work that ends when the test says so. */
function held() {
  const begun: (() => void)[] = [];
  return { begun, work: () => new Promise<void>((resolve) => void begun.push(resolve)) };
}

it("lets as many through as allowed, each account for itself", async () => {
  const limits = openAccountLimits(1000);
  const { begun, work } = held();
  const all = ["a", "a", "a", "b"].map((account) => limits.holdingSlot(account, 2, work));
  await turn();
  expect(begun).toHaveLength(3);
  for (const finish of begun) finish();
  await expect.poll(() => begun.length).toBe(4);
  begun[3]?.();
  await Promise.all(all);
});

it("gives up waiting for a slot, and the work never begins", async () => {
  const limits = openAccountLimits(30);
  const { begun, work } = held();
  const first = limits.holdingSlot("a", 1, work);
  const late = vi.fn<() => Promise<void>>();
  await expect(limits.holdingSlot("a", 1, late)).rejects.toMatchObject({
    report: { code: "SERVICE_LIMITED", outcome: "not-done", retryable: true },
  });
  await expect.poll(() => begun.length).toBe(1);
  begun[0]?.();
  await first;
  await turn();
  expect(late).not.toHaveBeenCalled();
});

it("halves an account that was told to slow down, and lets it recover", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const limits = openAccountLimits(60_000);
    const { begun, work } = held();
    await limits.holdingSlot("a", 4, async () => undefined);
    limits.slowDown("a");
    const all = [1, 2, 3, 4].map(() => limits.holdingSlot("a", 4, work));
    await turn();
    expect(begun).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5000);
    await turn();
    expect(begun).toHaveLength(4);
    for (const finish of begun) finish();
    await Promise.all(all);
  } finally {
    vi.useRealTimers();
  }
});
