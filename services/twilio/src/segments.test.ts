import { expect, it } from "vitest";

import { countSegments } from "./segments.ts";

it.each([
  ["a".repeat(160), {}, 1],
  ["a".repeat(161), {}, 2],
  ["€".repeat(80), {}, 1],
  ["€".repeat(81), {}, 2],
  ["ç".repeat(70), {}, 1],
  ["ç".repeat(71), {}, 2],
  ["“" + "a".repeat(100), {}, 2],
  ["“" + "a".repeat(100), { smartEncoded: true }, 1],
  ["a".repeat(500), { mediaUrl: ["https://example.com/a.png"] }, 1],
  ["", { contentSid: "HX" }, 1],
])("counts text %# as Twilio does", (text, options, segments) => {
  expect(countSegments(text, options)).toBe(segments);
});
