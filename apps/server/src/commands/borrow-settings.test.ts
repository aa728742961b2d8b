import { createDataKey, KeyRing, MasterKey, seal } from "@trunkline/vault";
import { expect, it } from "vitest";

import type { SealedProfile } from "../connections/index.ts";
import { borrowSettings } from "./borrow-settings.ts";

function aProfile(): SealedProfile {
  const { dataKey } = createDataKey(new KeyRing([MasterKey.generate()]), {});
  const address = { app: "app_1", profile: "prf_1", service: "twilio" } as const;
  const binding = { ...address, field: "authToken" };
  const values = new Map([["authToken", seal(dataKey, binding, '"secret"')]]);
  const service = {} as SealedProfile["service"];
  return { service, account: "AC1", isTest: true, address, key: dataKey, values };
}

it("shares what is open among calls, and opens anew when the last has ended", () => {
  const profile = aProfile();
  const first = borrowSettings(profile);
  const second = borrowSettings(profile);
  expect(first.settings).toEqual({ authToken: "secret" });
  expect(second.settings).toBe(first.settings);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  expect(borrowSettings(profile).settings).toBe(second.settings);
  second[Symbol.dispose]();
  expect(borrowSettings(profile).settings).toBe(second.settings);
});

it("keeps nothing once every call has ended", () => {
  const profile = aProfile();
  const first = borrowSettings(profile);
  first[Symbol.dispose]();
  const later = borrowSettings(profile);
  expect(later.settings).not.toBe(first.settings);
  expect(later.settings).toEqual(first.settings);
});
