import { next } from "../../run/signals.ts";
import { withValue } from "../../run/statement.ts";
import { compilesStatement, compilesValue } from "../behaviour.ts";
import { defineBlock, type BlockDeclaration } from "../define-block.ts";

/** Blockly's plain and typed variables. Until something is put into one, it holds null. */
export const variables: readonly BlockDeclaration[] = [
  getter("variables_get"),
  setter("variables_set"),
  getter("variables_get_dynamic"),
  setter("variables_set_dynamic"),
];

function getter(type: string): BlockDeclaration {
  return defineBlock({
    type,
    category: "variables",
    shape: "output",
    tooltip: "Gives what the variable holds.",
    fields: { VAR: { kind: "variable" } },
    behaviour: compilesValue(({ variable }) => ({
      isAsync: false,
      size: 1,
      run: variable("VAR").get,
    })),
  });
}

function setter(type: string): BlockDeclaration {
  return defineBlock({
    type,
    category: "variables",
    shape: "regular",
    tooltip: "Puts a value into the variable.",
    fields: { VAR: { kind: "variable" } },
    inputs: { VALUE: { missing: 0 } },
    behaviour: compilesStatement(({ block, value, variable }) => {
      const { set } = variable("VAR");
      return withValue(block.id, value("VALUE", 0), (frame, held) => {
        set(frame, held);
        return next;
      });
    }),
  });
}
