import fc from "fast-check";
import { expect, test } from "vitest";

import { arbitraryValues } from "./arbitrary-values.ts";
import { print, setVariable } from "./block-json.ts";
import { expectSameAsJavascript } from "./compare-runs.ts";
import { aProgram } from "./programs.ts";

const values = arbitraryValues(5);

/** Something of every kind for the expressions to find in the variables. */
const prepared = fc
  .record({ a: values.number, b: values.text, c: values.list, d: values.boolean, e: values.any })
  .map((held) => Object.entries(held).map(([id, value]) => setVariable(id, value)));

test("every expression gives what Blockly's JavaScript gives", { timeout: 60_000 }, async () => {
  const outcomes = { same: 0, "cut short": 0 };
  await fc.assert(
    fc.asyncProperty(prepared, values.any, fc.nat(), async (statements, value, seed) => {
      const program = aProgram([...statements, print(value)]);
      outcomes[await expectSameAsJavascript(program, seed)] += 1;
    }),
    { numRuns: Number(process.env["FLOW_FUZZ_RUNS"] ?? 200) },
  );
  expect(outcomes.same).toBeGreaterThan(outcomes["cut short"] * 10);
});
