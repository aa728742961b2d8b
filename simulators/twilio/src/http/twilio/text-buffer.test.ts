import { expect, it } from "vitest";

import { TextBuffer } from "./text-buffer.ts";

it("holds every text in its order, however little room it began with", () => {
  const texts = ["", "a", "é€👍", "x".repeat(5000), "\u0000", "end"];
  for (const room of [0, 1, 7, 100_000]) {
    const buffer = new TextBuffer(room);
    for (const text of texts) buffer.add(text);
    expect(buffer.bytes().toString("utf8")).toBe(texts.join(""));
  }
});
