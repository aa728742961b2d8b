import { expect, test } from "vitest";

import { readStartSettings } from "./start-settings.mjs";

test("without variables the product listens on loopback, with the demo", () => {
  expect(readStartSettings({})).toEqual({
    host: "127.0.0.1",
    serverPort: 4100,
    simulatorPort: 4110,
    demoOffBecause: null,
  });
});

test.each(["127.0.0.1", "127.1.2.3", "localhost", "::1"])("keeps the demo on %s", (host) => {
  expect(readStartSettings({ TRUNKLINE_HOST: host }).demoOffBecause).toBeNull();
});

test.each(["0.0.0.0", "::", "192.168.1.4", "example.test"])("has no demo on %s", (host) => {
  expect(readStartSettings({ TRUNKLINE_HOST: host }).demoOffBecause).toContain("TRUNKLINE_HOST");
});

test("has no demo when it is switched off", () => {
  expect(readStartSettings({ TRUNKLINE_DEMO: "off" }).demoOffBecause).toContain("TRUNKLINE_DEMO");
});

test.each(["0", "70000", "-1", "http", "41 00"])(
  "leaves port %s to the server to judge",
  (text) => {
    expect(readStartSettings({ TRUNKLINE_PORT: text }).serverPort).toBeNull();
  },
);
