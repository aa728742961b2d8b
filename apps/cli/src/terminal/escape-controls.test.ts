import { expect, test } from "vitest";

import { escapeControls, escapeControlsInJson } from "./escape-controls.ts";

const hostile = "\u001b[2Jgone\r\nfake line\u0007\u009b31m\u202eturned\u2066\u2028\u007f";

test("nothing that steers a terminal survives", () => {
  expect(escapeControls(hostile)).toBe(
    "\\u{1b}[2Jgone\\u{d}\\nfake line\\u{7}\\u{9b}31m\\u{202e}turned\\u{2066}\\u{2028}\\u{7f}",
  );
});

test("ordinary texts stay what they are", () => {
  const text = "Grüße 👩‍👩‍👧‍👦 שלום 你好 £5";
  expect(escapeControls(text)).toBe(text);
});

test("half a surrogate pair is shown as an escape", () => {
  expect(escapeControls("a\ud83d")).toBe("a\\u{d83d}");
});

test("escaped JSON means the same as before", () => {
  const json = JSON.stringify({ body: hostile, list: [1] }, null, 2);
  const escaped = escapeControlsInJson(json);
  expect(JSON.parse(escaped)).toEqual({ body: hostile, list: [1] });
  expect(escaped).toMatch(/^[\n\x20-\x7e]*$/);
});
