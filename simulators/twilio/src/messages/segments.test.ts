import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, it } from "vitest";

import { countSegments } from "./segments.ts";

describe("countSegments", () => {
  it.each([
    ["", 1],
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(1600), 11],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    ["ç".repeat(70), 1],
    ["ç".repeat(71), 2],
    ["👋".repeat(67), 3],
  ])("counts %j", (text, parts) => {
    expect(countSegments(text, false)).toBe(parts);
  });

  it("counts plain texts as the full calculation does", () => {
    const plain = `A1 @£$¥!"#%&'()*+,-./:;<=>?_ line\nnext\r\nend`;
    for (const length of [1, 100, 153, 154, 160, 161, 306, 307, 459, 460]) {
      const text = plain.repeat(20).slice(0, length);
      expect(countSegments(text, false)).toBe(new SegmentedMessage(text).segmentsCount);
    }
  });

  it("keeps a curly quote within GSM-7 when smart encoding is on", () => {
    const text = `${"a".repeat(100)}’`;
    expect(countSegments(text, true)).toBe(1);
    expect(countSegments(text, false)).toBe(2);
  });
});
