import { expect, test } from "vitest";

import { nodeProblem } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "21.0.0", "22.0.0", "100.1.0"])("accepts Node %s", (version) => {
  expect(nodeProblem(version)).toBeNull();
});

test.each(["14.21.3", "18.20.8", "20.18.3", "20.9.0"])("refuses Node %s, naming it", (version) => {
  expect(nodeProblem(version)).toContain(`needs Node 20.19 or newer, and this is Node ${version}`);
});
