import fc from "fast-check";
import { expect, test } from "vitest";

import { arbitraryCalls, arbitraryDefinitions } from "../testing/blockly/arbitrary-functions.ts";
import { arbitraryStatements } from "../testing/blockly/arbitrary-statements.ts";
import { arbitraryValues } from "../testing/blockly/arbitrary-values.ts";
import { loadInto, savedJson, withWorkspace } from "../testing/blockly/headless-blockly.ts";
import { aProgram } from "../testing/blockly/programs.ts";
import { checkFlow } from "./check-flow.ts";

const plain = arbitraryValues(2);
const values = arbitraryValues(3, [arbitraryCalls("procedures_callreturn", plain)]);
const statements = arbitraryStatements(values, [arbitraryCalls("procedures_callnoreturn", plain)]);

test("finds no error in what the real Blockly loads and saves", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(statements, arbitraryDefinitions(), (stack, beside) => {
      const workspace = withWorkspace((real) => {
        loadInto(real, aProgram(stack, beside));
        return savedJson(real);
      });
      const problems = checkFlow({ kind: "web-hook", workspace }, { connections: null });
      const errors = problems.filter(({ severity }) => severity === "error");
      expect(errors).toEqual([]);
    }),
    { numRuns: 10 },
  );
});
