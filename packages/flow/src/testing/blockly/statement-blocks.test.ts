import fc from "fast-check";
import { expect, test } from "vitest";

import { arbitraryCalls, arbitraryDefinitions } from "./arbitrary-functions.ts";
import { arbitraryStatements } from "./arbitrary-statements.ts";
import { arbitraryValues } from "./arbitrary-values.ts";
import { setVariable } from "./block-json.ts";
import { expectSameAsJavascript } from "./compare-runs.ts";
import { aProgram } from "./programs.ts";

const plain = arbitraryValues(2);
const values = arbitraryValues(3, [arbitraryCalls("procedures_callreturn", plain)]);
const statements = arbitraryStatements(values, [arbitraryCalls("procedures_callnoreturn", plain)]);

/** Something of every kind for the expressions to find in the variables. */
const prepared = fc
  .record({ a: plain.number, b: plain.text, c: plain.list, d: plain.boolean, e: plain.any })
  .map((held) => Object.entries(held).map(([id, value]) => setVariable(id, value)));

test(
  "programs of any statements do what Blockly's JavaScript does",
  { timeout: 120_000 },
  async () => {
    const outcomes = { same: 0, "cut short": 0 };
    await fc.assert(
      fc.asyncProperty(
        prepared,
        statements,
        arbitraryDefinitions(),
        fc.nat(),
        async (first, then, definitions, seed) => {
          const program = aProgram([...first, ...then], definitions);
          outcomes[await expectSameAsJavascript(program, seed)] += 1;
        },
      ),
      { numRuns: Number(process.env["FLOW_FUZZ_RUNS"] ?? 100) },
    );
    expect(outcomes.same).toBeGreaterThan(outcomes["cut short"] * 10);
  },
);
