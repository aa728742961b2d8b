import fc from "fast-check";
import { test } from "vitest";

import { listBlock, numberBlock, plugged, print, setVariable } from "./block-json.ts";
import type { BlockState } from "./block-json.ts";
import { expectSameAsJavascript } from "./compare-runs.ts";
import { aProgram } from "./programs.ts";

const operators = fc.constantFrom("ADD", "ADD", "ADD", "MULTIPLY", "MULTIPLY", "MINUS", "DIVIDE");
const fractions = fc.constantFrom(0.1, 0.2, 0.3, 0.7, 1.1, 3, 1e16, -0.4, 1 / 3);

function place(find: number): BlockState {
  const list = listBlock([0.1, 0.2, 0.3].map(numberBlock));
  const inputs = plugged({ VALUE: list, FIND: numberBlock(find) });
  return { type: "lists_indexOf", fields: { END: "FIRST" }, inputs };
}

/** Sums and products within each other on both sides, of fractions and of texts in variables. */
const { sum } = fc.letrec<{ sum: BlockState }>((tie) => ({
  sum: fc.oneof(
    { depthSize: "medium", maxDepth: 4 },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fractions.map(numberBlock),
        fractions.map(place),
        fc.constant<BlockState>({ type: "variables_get", fields: { VAR: { id: "b" } } }),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(operators, tie("sum"), tie("sum")).map(([op, a, b]) => ({
        type: "math_arithmetic",
        fields: { OP: op },
        inputs: plugged({ A: a, B: b }),
      })),
    },
  ),
}));

const change = (delta: BlockState): BlockState => ({
  type: "math_change",
  fields: { VAR: { id: "a" } },
  inputs: plugged({ DELTA: delta }),
});

test(
  "sums within sums are worked out in the order that JavaScript has them in",
  { timeout: 60_000 },
  async () => {
    const texts = fc.constantFrom("x", "", "7");
    await fc.assert(
      fc.asyncProperty(fractions, texts, sum, sum, async (held, text, first, second) => {
        const before = [
          setVariable("a", numberBlock(held)),
          setVariable("b", { type: "text", fields: { TEXT: text } }),
        ];
        await expectSameAsJavascript(aProgram([...before, change(first), print(second)]));
      }),
      { numRuns: 100 },
    );
  },
);
