import { expect, it } from "vitest";

import { makeResponse } from "./hook-response.ts";

const whole = (parts: object) =>
  makeResponse({ form: "whole", status: 200, headers: {}, body: null, ...parts });
const codeOf = (made: ReturnType<typeof makeResponse>) =>
  made.failed?.ok === false ? made.failed.error["code"] : null;

it("sends objects and lists as JSON and texts as plain text", () => {
  const json = "application/json; charset=utf-8";
  const plain = "text/plain; charset=utf-8";
  expect(whole({ body: { a: [1, null] } }).response).toMatchObject({
    body: '{"a":[1,null]}',
    headers: { "content-type": json },
  });
  expect(whole({ body: [] }).response?.headers).toEqual({ "content-type": json });
  expect(whole({ body: "<b>" }).response).toMatchObject({
    body: "<b>",
    headers: { "content-type": plain },
  });
  expect(whole({ body: 7 }).response).toMatchObject({
    body: "7",
    headers: { "content-type": plain },
  });
});

it("lets the flow say another content type and sends none without a body", () => {
  const html = whole({ body: "<b>", headers: { "Content-Type": "text/html" } });
  expect(html.response?.headers).toEqual({ "content-type": "text/html" });
  expect(whole({}).response).toEqual({ status: 200, headers: {}, body: null });
  expect(whole({ status: 204, body: "lost" }).response?.body).toBeNull();
});

it.each([100, 199, 600, 200.5, Number.NaN, Infinity, -1])("refuses the status %s", (status) => {
  expect(codeOf(whole({ status }))).toBe("RESPONSE_STATUS_WRONG");
});

it.each([
  "Set-Cookie",
  "content-length",
  "Transfer-Encoding",
  "connection",
  "Content-Security-Policy",
  "clear-site-data",
  "access-control-allow-origin",
  "Strict-Transport-Security",
])("refuses the header %s", (name) => {
  expect(codeOf(whole({ headers: { [name]: "x" } }))).toBe("RESPONSE_HEADER_FORBIDDEN");
});

it.each([
  ["x\r\nset-cookie", "a=1"],
  ["x y", "1"],
  ["", "1"],
  ["x", "1\r\nset-cookie: a=1"],
  ["x", "1\n"],
  ["x", "1\0"],
  ["x", "žluť"],
  ["x", "y".repeat(9000)],
])("refuses a header that could begin another one", (name, value) => {
  expect(codeOf(whole({ headers: { [name]: value } }))).toBe("RESPONSE_HEADER_WRONG");
});

it("refuses a header that is given twice in two spellings", () => {
  expect(codeOf(whole({ headers: { X: "1", x: "2" } }))).toBe("RESPONSE_HEADER_WRONG");
});

it("knows whole responses only", () => {
  expect(codeOf(makeResponse({ form: "chunk", data: "x" }))).toBe("RESPONSE_FORM_UNKNOWN");
});

it("takes a header that is named like a property of objects for a name", () => {
  const headers = JSON.parse('{"__proto__": "1", "constructor": "2"}');
  expect(whole({ headers }).response?.headers).toEqual(headers);
});
