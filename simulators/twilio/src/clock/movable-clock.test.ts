import { describe, expect, it } from "vitest";

import { systemClock } from "../clock.ts";
import { MovableClock } from "./movable-clock.ts";

describe("a movable clock", () => {
  it("runs a great many tasks in the order of their time, then of their asking", () => {
    const clock = new MovableClock(systemClock);
    clock.change({ mode: "stopped" });
    const delays = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 1013);
    const ran: [number, number][] = [];
    delays.forEach((delay, index) => clock.after(delay, () => ran.push([delay, index])));
    clock.change({ advanceMs: 2000 });
    const ordered = delays.map((delay, index): [number, number] => [delay, index]);
    expect(ran).toEqual(ordered.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(clock.waiting).toBe(0);
  });

  it("runs what a task asks for within the same move, at its own instant", () => {
    const clock = new MovableClock(systemClock);
    clock.change({ mode: "stopped", now: 1_000_000 });
    const seen: number[] = [];
    clock.after(100, () => {
      seen.push(clock.now());
      clock.after(50, () => seen.push(clock.now()));
    });
    clock.change({ advanceMs: 150 });
    expect(seen).toEqual([1_000_100, 1_000_150]);
  });

  it("keeps time on the machine's timers", async () => {
    const clock = new MovableClock(systemClock);
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      clock.after(40, () => {
        order.push("late");
        resolve();
      });
      clock.after(5, () => order.push("soon"));
    });
    expect(order).toEqual(["soon", "late"]);
  });
});
