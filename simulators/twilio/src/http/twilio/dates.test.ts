import { describe, expect, it } from "vitest";

import { dayAround, readSpan, rfc2822 } from "./dates.ts";

describe("rfc2822", () => {
  it("writes seconds and always +0000", () => {
    expect(rfc2822(Date.UTC(2023, 7, 24, 5, 1, 45, 999))).toBe("Thu, 24 Aug 2023 05:01:45 +0000");
  });
});

describe("readSpan", () => {
  const second = Date.UTC(2019, 5, 11, 22, 5, 25);
  it.each([
    "2019-06-11 22:05:25",
    "2019-06-11T22:05:25",
    "2019-06-11T22:05:25Z",
    "2019-06-12T00:05:25+02:00",
    "Tue, 11 Jun 2019 22:05:25 +0000",
    "06/11/2019 15:05:25 MST",
  ])("reads %s as a second", (text) => {
    expect(readSpan(text)).toEqual({ from: second, to: second + 999 });
  });

  it("reads a date as a whole day", () => {
    expect(readSpan("2019-06-11")).toEqual(dayAround(second));
  });

  it.each(["", ">=2026-01-02", "yesterday", "2019-02-30", "2019-13-01"])("refuses %j", (text) => {
    expect(readSpan(text)).toBeNull();
  });
});
