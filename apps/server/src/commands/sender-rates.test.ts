import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { openSenderRates } from "./sender-rates.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("lets the first through at once, and each sender for itself", async () => {
  const rates = openSenderRates(0);
  await rates.waitFor("a", { units: 3, unitsPerSecond: 1 });
  await rates.waitFor("b", { units: 3, unitsPerSecond: 1 });
});

it("refuses what would have to wait too long, and takes nothing for it", async () => {
  const rates = openSenderRates(1000);
  await rates.waitFor("a", { units: 3, unitsPerSecond: 1 });
  const refused = rates.waitFor("a", { units: 1, unitsPerSecond: 1 });
  await expect(refused).rejects.toMatchObject({
    report: { code: "SERVICE_LIMITED", outcome: "not-done", retryable: true },
    retryAfterMs: 3000,
  });
  vi.advanceTimersByTime(3000);
  await rates.waitFor("a", { units: 1, unitsPerSecond: 1 });
});
