import { expect, test } from "vitest";

import { nameForDisplay, nearestName } from "./nearest-name.ts";

const known = ["mediaUrl", "statusCallback", "sendAt", "to"];

test("finds the name that a misspelled one stands for", () => {
  expect(nearestName("mediaURL", known)).toBe("mediaUrl");
  expect(nearestName("statusCalback", known)).toBe("statusCallback");
  expect(nearestName("send_at", known)).toBe("sendAt");
});

test("finds nothing when nothing is near", () => {
  expect(nearestName("webhookSecret", known)).toBeNull();
  expect(nearestName("x", [])).toBeNull();
});

test("shows identifiers of at most 40 characters and nothing else", () => {
  expect(nameForDisplay("mediaUrl")).toBe('"mediaUrl"');
  expect(nameForDisplay("a".repeat(40))).toBe(`"${"a".repeat(40)}"`);
  expect(nameForDisplay("a".repeat(41))).toBeNull();
  expect(nameForDisplay("+15550001111")).toBeNull();
  expect(nameForDisplay("call me")).toBeNull();
});
