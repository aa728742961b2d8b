import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readInstant } from "./instants.ts";

test("reads days and instants of several spellings", () => {
  expect(readInstant("2026-02-03")).toEqual({
    text: "2026-02-03",
    hasTime: false,
    ms: Date.UTC(2026, 1, 3),
  });
  const spellings = [
    "2026-02-03T09:14:00Z",
    "2026-02-03 09:14",
    "2026-02-03T09:14:00.999z",
    "2026-02-03T10:14:00+01:00",
  ];
  for (const text of spellings) {
    expect(readInstant(text)).toMatchObject({ text: "2026-02-03T09:14:00Z", hasTime: true });
  }
});

test("reads back every instant that JavaScript writes", () => {
  const dates = fc.date({
    min: new Date("0001-01-01"),
    max: new Date("9999-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(readInstant(date.toISOString())?.text).toBe(`${date.toISOString().slice(0, 19)}Z`);
    }),
  );
});

test("refuses days and times that do not exist", () => {
  const wrong = [
    "2026-02-29",
    "2026-00-10",
    "2026-1-1",
    "2026-02-03T25:00",
    "2026-02-03T10:60:00Z",
    "2026-02-03T10:00:00+25:00",
    "2026-02-03T",
    "20260203",
    "",
    "Tue, 03 Feb 2026 09:14:02 +0000",
  ];
  for (const text of wrong) expect(readInstant(text)).toBeNull();
});
