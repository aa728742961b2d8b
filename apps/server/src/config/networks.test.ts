import { expect, it } from "vitest";

import { isNetwork, networksOf } from "./networks.ts";

it("knows networks and addresses of both kinds, and nothing else", () => {
  for (const text of ["10.0.0.0/8", "127.0.0.1", "fd00::/8", "::1", "0.0.0.0/0"]) {
    expect([text, isNetwork(text)]).toEqual([text, true]);
  }
  const wrong = ["", "10.0.0.0/33", "::/129", "10.0.0/8", "localhost", "10.0.0.0/8/8", "10.0.0.0/"];
  for (const text of [...wrong, "fe80::1%eth0", "10.0.0.0/-1", "10.0.0.0/1e1"]) {
    expect([text, isNetwork(text)]).toEqual([text, false]);
  }
});

it("finds an address in its network, however it is written", () => {
  const networks = networksOf(["10.0.0.0/8", "fd00::/8"]);
  for (const address of [
    "10.1.2.3",
    "::ffff:10.1.2.3",
    "::FFFF:10.1.2.3",
    "fd12::1",
    "fd12::1%eth0",
  ]) {
    expect([address, networks.has(address)]).toEqual([address, true]);
  }
  for (const address of ["11.1.2.3", "::1", "", "unknown", "10.1.2.3.4", "10.1.2.3, 10.1.2.4"]) {
    expect([address, networks.has(address)]).toEqual([address, false]);
  }
});

it("lets nobody in through an entry that is no network", () => {
  expect(networksOf(["anybody", ""]).has("127.0.0.1")).toBe(false);
});
