import type { HookRequest } from "@trunkline/flow/run";
import { expect, it } from "vitest";

import { essenceOf, queryOf, shownHeaders } from "./hook-request.ts";
import { fieldsOf } from "./parse-body.ts";

it("shows a flow every header but those that speak for the caller", () => {
  const shown = shownHeaders({
    authorization: "Bearer secret",
    cookie: "session=secret",
    "proxy-authorization": "secret",
    "x-order": "7",
    "set-cookie": ["a", "b"],
    absent: undefined,
  });
  expect(JSON.stringify(shown)).toBe('{"x-order":"7","set-cookie":["a","b"]}');
  expect(Object.getPrototypeOf(shown)).toBe(null);
});

it("finds the query of an address", () => {
  expect(queryOf("/hooks/demo/order")).toBe("");
  expect(queryOf("/hooks/demo/order?")).toBe("");
  expect(fieldsOf(queryOf("/hooks/demo/order?a=1&b=%3F?&a=2"))).toEqual({ a: ["1", "2"], b: "??" });
});

it("takes requests for the same when a flow would, and for different otherwise", () => {
  const request = (body: unknown, query = "", headers = {}): HookRequest => ({
    method: "POST",
    body: body as HookRequest["body"],
    query: fieldsOf(query),
    headers,
    caller: null,
  });
  const first = essenceOf(request({ a: 1, b: { c: [1, 2], d: null } }, "x=1&y=2"));
  const same = request({ b: { d: null, c: [1, 2] }, a: 1 }, "y=2&x=1", { date: "later" });
  expect(essenceOf(same)).toBe(first);
  for (const other of [
    request({ a: 1, b: { c: [2, 1], d: null } }, "x=1&y=2"),
    request({ a: "1", b: { c: [1, 2], d: null } }, "x=1&y=2"),
    request({ a: 1, b: { c: [1, 2], d: null } }, "x=1"),
    { ...request({ a: 1, b: { c: [1, 2], d: null } }, "x=1&y=2"), method: "PUT" },
    request(null),
  ]) {
    expect(essenceOf(other)).not.toBe(first);
  }
});
