import fc from "fast-check";

import { shortStacks, stacked } from "./arbitrary-statements.ts";
import { arbitraryValues, variableNames, type ArbitraryValues } from "./arbitrary-values.ts";
import { plugged, type BlockState } from "./block-json.ts";

/** Parameters hide the flow's variables of the same names. */
const functions = [
  { name: "do something", parameters: ["a"] },
  { name: "constructor", parameters: ["b", "a"] },
  { name: "ohne Wert", parameters: [] },
] as const;

type AnyFunction = (typeof functions)[number];

/** Calls of the functions that a program defines, each with as many values as it takes. */
export function arbitraryCalls(
  type: "procedures_callreturn" | "procedures_callnoreturn",
  values: ArbitraryValues,
): fc.Arbitrary<BlockState> {
  const isWanted = ({ name }: AnyFunction): boolean =>
    (name === "ohne Wert") === (type === "procedures_callnoreturn");
  const calls = functions.filter(isWanted).map(({ name, parameters }) =>
    fc.array(values.any, { minLength: 2, maxLength: 2 }).map((given): BlockState => ({
      type,
      extraState: { name, params: parameters.map((id) => variableNames[id]) },
      inputs: plugged(
        Object.fromEntries(parameters.map((_, index) => [`ARG${index}`, given[index] ?? null])),
      ),
    })),
  );
  return fc.oneof(...calls);
}

/** One definition for each function. They call nobody, so that every program comes to an end. */
export function arbitraryDefinitions(): fc.Arbitrary<BlockState[]> {
  const values = arbitraryValues(2);
  const body = shortStacks(values);
  const definition = ({ name, parameters }: AnyFunction): fc.Arbitrary<BlockState> =>
    fc
      .tuple(body, values.boolean, values.any, values.any, body)
      .map(([before, test, early, late, after]) => {
        const gives = name !== "ohne Wert";
        const leave: BlockState = {
          type: "procedures_ifreturn",
          extraState: gives ? '<mutation value="1"></mutation>' : '<mutation value="0"></mutation>',
          inputs: plugged({ CONDITION: test, ...(gives ? { VALUE: early } : {}) }),
        };
        return {
          type: gives ? "procedures_defreturn" : "procedures_defnoreturn",
          extraState: { params: parameters.map((id) => ({ name: variableNames[id], id })) },
          fields: { NAME: name },
          inputs: {
            ...stacked("STACK", [...before, leave, ...after]),
            ...(gives ? plugged({ RETURN: late }) : {}),
          },
        };
      });
  return fc.tuple(...functions.map(definition)).map((made) => [...made]);
}
