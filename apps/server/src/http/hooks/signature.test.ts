import { createHmac } from "node:crypto";

import { expect, it } from "vitest";

import { checkSignature } from "./signature.ts";

const rule = { header: "x-sig", timestampHeader: "x-time", windowSeconds: 300 };
const secret = "a-signing-secret";
const nowMs = 1_790_000_000_000;
const now = String(nowMs / 1000);
const body = Buffer.from('{"order":7}');

const mac = (time: string, bytes: Uint8Array = body, key = secret) =>
  createHmac("sha256", key).update(`${time}.`).update(bytes).digest();
const check = (
  headers: Record<string, string | undefined>,
  bytes = body,
  key: string | null = secret,
) => checkSignature(rule, key, { headers, body: bytes, nowMs });
const refusal = (code: string) =>
  expect.objectContaining({ status: 401, report: expect.objectContaining({ code }) });

it("takes hex, Base64 and Base64url, and gives the same bytes for all", () => {
  const right = mac(now);
  for (const encoding of ["hex", "base64", "base64url"] as const) {
    const taken = check({ "x-time": now, "x-sig": right.toString(encoding) });
    expect(taken.bytes).toEqual(right);
    expect(taken.expiresAt.getTime()).toBe(nowMs + 300_000);
  }
  expect(check({ "x-time": now, "x-sig": right.toString("hex").toUpperCase() }).bytes).toEqual(
    right,
  );
});

it("fits the fixed vector that callers can try their own code on", () => {
  const hex = "fb6ed835f7f680c9984fb0c5c52e538b9b329570ab3873c20c516dccabcc2b41";
  expect(check({ "x-time": "1790000000", "x-sig": hex }).bytes.toString("hex")).toBe(hex);
});

it("says what is missing, wrong or too old", () => {
  const hex = mac(now).toString("hex");
  const old = String(nowMs / 1000 - 301);
  const ahead = String(nowMs / 1000 + 301);
  const table = [
    ["SIGNATURE_MISSING", {}],
    ["SIGNATURE_MISSING", { "x-sig": hex }],
    ["SIGNATURE_MISSING", { "x-time": now }],
    ["SIGNATURE_MISSING", { "x-time": `${now}.5`, "x-sig": hex }],
    ["SIGNATURE_MISSING", { "x-time": "1".repeat(13), "x-sig": hex }],
    ["SIGNATURE_MISSING", { "x-time": now, "x-sig": hex.slice(1) }],
    ["SIGNATURE_MISSING", { "x-time": now, "x-sig": `${hex}, ${hex}` }],
    ["SIGNATURE_WRONG", { "x-time": now, "x-sig": mac(now, body, "another").toString("hex") }],
    ["SIGNATURE_WRONG", { "x-time": old, "x-sig": hex }],
    ["SIGNATURE_WRONG", { "x-time": now, "x-sig": mac(now, Buffer.from("{}")).toString("hex") }],
    ["SIGNATURE_EXPIRED", { "x-time": old, "x-sig": mac(old).toString("hex") }],
    ["SIGNATURE_EXPIRED", { "x-time": ahead, "x-sig": mac(ahead).toString("hex") }],
  ] as const;
  for (const [code, headers] of table) expect(() => check(headers)).toThrow(refusal(code));
});

it("takes no signature while no secret is set, not even one under an empty secret", () => {
  const headers = { "x-time": now, "x-sig": mac(now, body, "").toString("hex") };
  expect(() => check(headers, body, null)).toThrow(refusal("SIGNATURE_WRONG"));
});

it("takes the bytes of a body as they are, and an empty one too", () => {
  const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a]);
  for (const one of [bytes, Buffer.alloc(0)]) {
    expect(
      check({ "x-time": now, "x-sig": mac(now, one).toString("hex") }, one).bytes,
    ).toHaveLength(32);
  }
});
