import { expect, it, vi } from "vitest";

import { CallSignal } from "./call-signal.ts";
import { serviceClock } from "./service-clock.ts";

it("tells each listener once, and none that has left", () => {
  const signal = new CallSignal();
  const [stays, leaves] = [vi.fn<() => void>(), vi.fn<() => void>()];
  signal.addEventListener("abort", stays);
  signal.addEventListener("abort", leaves);
  signal.removeEventListener("abort", leaves);
  signal.abort();
  signal.abort();
  expect([stays.mock.calls.length, leaves.mock.calls.length]).toEqual([1, 0]);
  expect(signal.aborted).toBe(true);
});

it("ends a wait, also one that begins after the call is over", async () => {
  const signal = new CallSignal();
  const waiting = serviceClock.sleep(60_000, signal);
  signal.abort();
  await expect(waiting).rejects.toThrow("ended");
  await expect(serviceClock.sleep(60_000, signal)).rejects.toThrow("ended");
});
