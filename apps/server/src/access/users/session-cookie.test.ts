import { expect, it } from "vitest";

import { readCookie } from "./session-cookie.ts";

const name = "trunkline.session_token";

it.each([
  [undefined, null],
  ["", null],
  ["theme=dark", null],
  [`${name}=abc.def%3D`, "abc.def%3D"],
  [`theme=dark; ${name}=abc.def`, "abc.def"],
  [`x${name}=abc; ${name}=def`, "def"],
  [`other=${name}`, null],
  [name, null],
  [`${name}=`, null],
  [`${name}=a b`, null],
  [`${name}=a\r\nset-cookie:b`, null],
  [`${name}=${"a".repeat(301)}`, null],
])("reads %j as %j", (header, value) => {
  expect(readCookie(header)).toBe(value);
});
