import { expect, test } from "vitest";

import { checksNeverFail, passedFlowsEnd } from "./properties.ts";

test("checks generated flows, whole and damaged, without ever failing", () => {
  checksNeverFail({ numRuns: 300 });
});

test("runs every generated flow that passes the checks to an ordinary end, twice the same", async () => {
  expect(await passedFlowsEnd({ numRuns: 150 })).toBeGreaterThan(20);
});
