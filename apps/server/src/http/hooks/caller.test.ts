import { expect, it } from "vitest";

import type { OwnerKey } from "../../access/index.ts";
import { callerOf } from "./caller.ts";

const key = "an-owner-key-for-tests";
const ownerKey = {
  matches: (candidate: string): boolean => candidate === key,
} as unknown as OwnerKey;
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

it("knows the owner by Bearer, and by the password of Basic whatever the user name", () => {
  for (const header of [`Bearer ${key}`, `bearer  ${key}`, basic(`me:${key}`), basic(`:${key}`)]) {
    expect(callerOf(ownerKey, header, "key")).toMatchObject({ name: "owner" });
  }
});

it("refuses whoever has no key or another one, where a key is asked for", () => {
  const table = [
    [undefined, "KEY_MISSING"],
    ["", "KEY_MISSING"],
    ["Bearer", "KEY_MISSING"],
    ["Digest abc", "KEY_MISSING"],
    [basic("no colon"), "KEY_MISSING"],
    [basic("me:"), "KEY_MISSING"],
    ["Bearer another", "KEY_WRONG"],
    [basic(`${key}:another`), "KEY_WRONG"],
  ] as const;
  for (const [header, code] of table) {
    expect(() => callerOf(ownerKey, header, "key")).toThrow(
      expect.objectContaining({ status: 401, report: expect.objectContaining({ code }) }),
    );
  }
});

it("takes everybody else as one caller without a name where the hook is public", () => {
  for (const header of [undefined, "Bearer another", "Digest abc"]) {
    expect(callerOf(ownerKey, header, "public")).toEqual({ name: "public", shown: null });
  }
  expect(callerOf(ownerKey, `Bearer ${key}`, "public")).toMatchObject({ name: "owner" });
});
