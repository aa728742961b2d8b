import fc from "fast-check";
import { expect, test } from "vitest";

import type { BlockJson } from "../../document/workspace.ts";
import { aBlock } from "../../testing/a-workspace.ts";
import { valueOf } from "../../testing/run-workspace.ts";
import { aNumber, aText } from "../../testing/some-blocks.ts";
import { instantText, readInstant } from "./instant.ts";
import { zonedTime } from "./zoned-time.ts";

const format = (time: BlockJson, text: string, zone = "") =>
  valueOf(
    aBlock("trunkline_format_time", {
      values: { TIME: time, FORMAT: aText(text), ZONE: aText(zone) },
    }),
  );

const add = (time: string, amount: number, unit: string) =>
  valueOf(
    aBlock("trunkline_add_time", {
      fields: { UNIT: unit },
      values: { TIME: aText(time), AMOUNT: aNumber(amount) },
    }),
  );

test("gives the run's clock as text", async () => {
  expect(await valueOf(aBlock("trunkline_now"))).toBe("2026-01-01T00:00:00.000Z");
});

test.each([
  ["2026-03-01", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01T09:30", "2026-03-01T09:30:00.000Z"],
  ["2026-03-01 09:30:15.25", "2026-03-01T09:30:15.250Z"],
  ["2026-03-01T09:30:15Z", "2026-03-01T09:30:15.000Z"],
  ["2026-03-01T09:30:15+02:00", "2026-03-01T07:30:15.000Z"],
  ["2024-02-29T00:00:00-0530", "2024-02-29T05:30:00.000Z"],
])("reads %s", (text, expected) => {
  expect(instantText(readInstant(text) ?? Number.NaN)).toBe(expected);
});

test.each(["", "tomorrow", "2026-02-29", "2026-13-01", "2026-01-01T24:00", "0000-01-01", "1"])(
  "takes %j for no time",
  (text) => {
    expect(readInstant(text)).toBeNull();
  },
);

test("reads every instant back that it writes", () => {
  const dates = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(readInstant(date.toISOString())).toBe(date.getTime());
      expect(readInstant(date.getTime())).toBe(date.getTime());
    }),
  );
});

test("ends the run at a time, a zone or an amount that is none", async () => {
  await expect(format(aText("soon"), "{year}")).rejects.toThrow("VALUE_INVALID");
  await expect(format(aNumber(0), "{year}", "Mars/Olympus")).rejects.toThrow("VALUE_INVALID");
  await expect(add("2026-01-01", Number.NaN, "DAYS")).rejects.toThrow("VALUE_INVALID");
  await expect(add("2026-01-01", 1.5, "MONTHS")).rejects.toThrow("VALUE_INVALID");
  await expect(add("2026-01-01", 1e9, "YEARS")).rejects.toThrow("VALUE_INVALID");
});

test("formats a time in a zone, summer time included", async () => {
  const winter = aText("2026-01-15T12:05:09Z");
  const summer = aText("2026-07-15T22:05:09Z");
  const places = "{year}-{month}-{day} {hour}:{minute}:{second} {offset}";
  expect(await format(winter, places, "Europe/Berlin")).toBe("2026-01-15 13:05:09 +01:00");
  expect(await format(summer, places, "Europe/Berlin")).toBe("2026-07-16 00:05:09 +02:00");
  expect(await format(summer, places, "America/New_York")).toBe("2026-07-15 18:05:09 -04:00");
  expect(await format(winter, places)).toBe("2026-01-15 12:05:09 +00:00");
});

test("formats a time in words, and leaves unknown places as they are", async () => {
  const time = aText("2026-03-01T15:05:00Z");
  const text = "{weekdayName}, {monthName} {dayNumber} at {hour12}:{minute} {ampm} {nonsense}";
  expect(await format(time, text)).toBe("Sunday, March 1 at 3:05 PM {nonsense}");
});

test.each([
  ["2026-01-31T10:00:00Z", 1, "MONTHS", "2026-02-28T10:00:00.000Z"],
  ["2024-02-29T10:00:00Z", 1, "YEARS", "2025-02-28T10:00:00.000Z"],
  ["2026-03-31T10:00:00Z", -1, "MONTHS", "2026-02-28T10:00:00.000Z"],
  ["2026-01-01T00:00:00Z", -1.5, "HOURS", "2025-12-31T22:30:00.000Z"],
  ["2026-01-01T00:00:00Z", 2, "WEEKS", "2026-01-15T00:00:00.000Z"],
])("adds to %s %d %s", async (time, amount, unit, expected) => {
  expect(await add(time, amount, unit)).toBe(expected);
});

test("tells how long it is between two times", async () => {
  const between = aBlock("trunkline_time_between", {
    fields: { UNIT: "HOURS" },
    values: { FROM: aText("2026-01-01"), TO: aText("2025-12-31T22:30:00Z") },
  });
  expect(await valueOf(between)).toBe(-1.5);
});

test("takes a time apart", async () => {
  const parts = aBlock("trunkline_time_parts", {
    values: { TIME: aText("2026-07-15T22:05:09Z"), ZONE: aText("Asia/Tokyo") },
  });
  expect(JSON.parse(JSON.stringify(await valueOf(parts)))).toEqual({
    year: 2026,
    month: 7,
    day: 16,
    hour: 7,
    minute: 5,
    second: 9,
    weekday: 4,
    offset: "+09:00",
  });
});

test("shows every instant of the allowed years without failing", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      const { month, hour, weekday } = zonedTime(ms, "America/New_York");
      expect(month >= 1 && month <= 12 && hour <= 23 && weekday >= 1 && weekday <= 7).toBe(true);
    }),
  );
});
