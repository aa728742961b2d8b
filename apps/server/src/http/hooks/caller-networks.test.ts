import { expect, it } from "vitest";

import { isFromNetworks } from "./caller-networks.ts";

it("lets every address call a hook without networks", () => {
  expect(isFromNetworks([], "203.0.113.9")).toBe(true);
});

it("lets only addresses of the networks call a hook that has some", () => {
  const networks = ["127.0.0.0/8", "::1"];
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
    expect(isFromNetworks(networks, address)).toBe(true);
  }
  for (const address of ["203.0.113.9", "", "unknown"]) {
    expect(isFromNetworks(networks, address)).toBe(false);
  }
});
