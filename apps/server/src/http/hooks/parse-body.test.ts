import { expect, it } from "vitest";

import { contentKindOf } from "./content-type.ts";
import { parseBody } from "./parse-body.ts";

const parse = (body: string | Uint8Array, type: string) =>
  parseBody(Buffer.from(body as string), contentKindOf({ "content-type": type }));
const refusal = (status: number, code: string) =>
  expect.objectContaining({ status, report: expect.objectContaining({ code }) });

it("reads JSON, forms and text", () => {
  const order = { order: { items: [1, null, true, "ü"] } };
  const text = JSON.stringify(order);
  for (const type of [
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON;charset=UTF-8",
    "application/vnd.shop+json",
  ]) {
    expect(parse(text, type)).toEqual(order);
  }
  expect(parse("a=1&b=x+y%2B&a=2&a=3&empty=", "application/x-www-form-urlencoded")).toEqual({
    a: ["1", "2", "3"],
    b: "x y+",
    empty: "",
  });
  expect(parse(" a text ", "text/plain")).toBe(" a text ");
  expect(parse("<p>", "text/html; charset=utf-8")).toBe("<p>");
});

it("gives null for a body without bytes, whatever its type", () => {
  for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
    expect(parse("", type)).toBe(null);
  }
});

it("takes the names of prototypes for names", () => {
  const text = '{"__proto__":{"isAdmin":true},"constructor":1,"toString":2,"hasOwnProperty":3}';
  const value = parse(text, "application/json") as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(["__proto__", "constructor", "toString", "hasOwnProperty"]);
  expect(Object.getPrototypeOf(value)).toBe(null);
  expect(value["isAdmin"]).toBe(undefined);
  expect(JSON.stringify(value)).toBe(text);
  const form = parse("__proto__=1&__proto__=2&constructor=3", "application/x-www-form-urlencoded");
  expect(JSON.stringify(form)).toBe('{"__proto__":["1","2"],"constructor":"3"}');
});

it("reads other charsets by their name", () => {
  const latin = Buffer.from("Grüße", "latin1");
  expect(parse(latin, "text/plain; charset=iso-8859-1")).toBe("Grüße");
  expect(parse(latin, 'text/plain; format=flowed; charset="ISO-8859-1"')).toBe("Grüße");
  const wide = Buffer.from('{"a":"ü"}', "utf16le");
  expect(parse(wide, "application/json; charset=utf-16le")).toEqual({ a: "ü" });
  expect(parse("\uFEFF{}", "application/json")).toEqual({});
});

it("refuses what is not what it is said to be, and repeats none of it", () => {
  const bad = ["{", "{'private':1}", "private", "[1,]", "NaN", '{"a":1}x'];
  for (const body of [...bad, Buffer.from([0x22, 0xff, 0x22])]) {
    let thrown: unknown;
    try {
      parse(body, "application/json");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(refusal(400, "BODY_MALFORMED"));
    expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toContain("private");
    expect((thrown as Error).cause).toBe(undefined);
  }
  expect(() => parse(Buffer.from([0xc3]), "text/plain")).toThrow(refusal(400, "BODY_MALFORMED"));
});

it("refuses JSON that no flow could be given, and reads what is just below", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(parse(nested(100), "application/json")).toBeInstanceOf(Array);
  for (const depth of [101, 100_000]) {
    expect(() => parse(nested(depth), "application/json")).toThrow(refusal(400, "BODY_MALFORMED"));
  }
  const many = `[${"0,".repeat(999_998)}0]`;
  expect(parse(many, "application/json")).toHaveLength(999_999);
  expect(() => parse(many.replace("[", "[0,"), "application/json")).toThrow(
    refusal(400, "BODY_MALFORMED"),
  );
  expect(() => parse('{"a":'.repeat(50_000), "application/json")).toThrow(
    refusal(400, "BODY_MALFORMED"),
  );
});

it("refuses types, packings and charsets that it does not read", () => {
  const types = [
    "",
    "application/xml",
    "multipart/form-data; boundary=x",
    "image/png",
    "json",
    ";",
  ];
  for (const type of [...types, "text/", "text/plain; charset=klingon", "application/jsonp"]) {
    expect(() => contentKindOf({ "content-type": type })).toThrow(
      refusal(415, "CONTENT_TYPE_WRONG"),
    );
  }
  expect(() => contentKindOf({})).toThrow(refusal(415, "CONTENT_TYPE_WRONG"));
  const packed = { "content-type": "application/json", "content-encoding": "gzip" };
  expect(() => contentKindOf(packed)).toThrow(refusal(415, "CONTENT_TYPE_WRONG"));
  expect(contentKindOf({ ...packed, "content-encoding": "Identity" }).kind).toBe("json");
});
