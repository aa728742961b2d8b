import { completeHookSettings } from "@trunkline/api-contract";
import { expect, it } from "vitest";

import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";

const shop = "https://shop.example.com";
const closed = completeHookSettings({});
const open = completeHookSettings({ method: "PUT", cors: { origins: [shop] } });

it("tells nothing to any origin unless the setting is on", () => {
  expect(corsHeaders(closed, shop)).toEqual({});
  const headers = { origin: shop, "access-control-request-method": "POST" };
  expect(isPreflight(closed, "OPTIONS", headers)).toBe(false);
});

it("lets listed origins read answers, and no other", () => {
  expect(corsHeaders(open, shop)).toMatchObject({
    "access-control-allow-origin": shop,
    vary: "Origin",
  });
  for (const origin of [
    undefined,
    "null",
    "https://shop.example.com.evil.example",
    `${shop}:8443`,
  ]) {
    expect(corsHeaders(open, origin)).toEqual({ vary: "Origin" });
  }
});

it("never lets a browser send credentials of its own", () => {
  const all = { ...corsHeaders(open, shop), ...preflightHeaders(open) };
  expect(all).not.toHaveProperty("access-control-allow-credentials");
});

it("answers a preflight with the method and the headers that a call needs", () => {
  const headers = { origin: shop, "access-control-request-method": "PUT" };
  expect(isPreflight(open, "OPTIONS", headers)).toBe(true);
  expect(isPreflight(open, "OPTIONS", { origin: shop })).toBe(false);
  expect(isPreflight(open, "PUT", headers)).toBe(false);
  expect(preflightHeaders(open)).toMatchObject({
    "access-control-allow-methods": "PUT",
    "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key",
  });
  const signed = completeHookSettings({ cors: { origins: [shop] }, signature: {} });
  expect(preflightHeaders(signed)["access-control-allow-headers"]).toContain(
    "x-trunkline-signature, x-trunkline-timestamp",
  );
});
