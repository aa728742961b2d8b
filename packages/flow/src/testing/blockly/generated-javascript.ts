import { createContext, runInContext } from "node:vm";

import type { Workspace } from "blockly";
import { javascriptGenerator, Order } from "blockly/javascript";

import { startType } from "./headless-blockly.ts";
import { PrintedValues } from "./printed-values.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a program did: every value that it printed, and whether it ended with an error. */
export interface Printed {
  readonly log: readonly unknown[];
  readonly failed: boolean;
}

/** Blocks whose JavaScript may give `undefined`. */
const mayGiveUndefined = [
  "lists_getIndex",
  "lists_length",
  "math_on_list",
  "procedures_callreturn",
  "text_charAt",
  "text_length",
];

/**
 * Blockly's own generator with one thing changed: JavaScript's `undefined` is null, because a
 * flow's values are JSON. That goes for variables before they are set, for procedures that return
 * nothing, for what lies outside of a list, and for the holes of a list that was set past its end.
 */
function prepareGenerator(): void {
  javascriptGenerator.forBlock[startType] = () => "";
  for (const type of mayGiveUndefined) {
    const original = generatorOf(type);
    javascriptGenerator.forBlock[type] = (block, generator) => {
      const code = original(block, generator);
      return Array.isArray(code) ? [`nullIfUndefined(${code[0]})`, Order.FUNCTION_CALL] : code;
    };
  }
  const setIndex = generatorOf("lists_setIndex");
  javascriptGenerator.forBlock["lists_setIndex"] = (block, generator) => {
    const list = generator.valueToCode(block, "LIST", Order.NONE);
    const code = String(setIndex(block, generator));
    return /^\w+$/.test(list) ? `${code}onlyItems(${list});\n` : code;
  };
}

function generatorOf(type: string): (typeof javascriptGenerator.forBlock)[string] {
  const generate = javascriptGenerator.forBlock[type];
  if (!generate) throw new Error(`Blockly generates nothing for ${type}`);
  return generate;
}

prepareGenerator();

/** What Blockly's generator makes of the stack under the start block, and of the procedures. */
export function generateJavascript(workspace: Workspace): string {
  javascriptGenerator.init(workspace);
  const variables = workspace
    .getVariableMap()
    .getAllVariables()
    .map((variable) => `var ${javascriptGenerator.getVariableName(variable.getId())} = null;`);
  const code = workspace
    .getTopBlocks(true)
    .filter((block) => block.type === startType || block.type.startsWith("procedures_def"))
    .map((block) => String(javascriptGenerator.blockToCode(block)));
  return [...variables, javascriptGenerator.finish(code.join("\n"))].join("\n");
}

const given = `
  function nullIfUndefined(value) { return value === undefined ? null : value; }
  function onlyItems(list) {
    if (!Array.isArray(list)) return;
    for (var i = 0; i < list.length; i++) if (!(i in list)) list[i] = null;
    for (var key of Object.keys(list)) if (!/^\\d+$/.test(key)) delete list[key];
  }
  Math.random = function () { return world.random(); };
  var window = { alert: function (value) { world.alert(value); } };
`;

/** What programs reach of this realm, exchanged for each run. */
const world: { random: () => number; alert: (value: unknown) => void } = {
  random: Math.random,
  alert: () => undefined,
};

/** One for all programs, whose variables are all local; a new one for each would take most of the time. */
const context = createContext({ world });
runInContext(given, context);

/** Runs generated code with a seeded `Math.random` and an `alert` that remembers. */
export function runJavascript(code: string, seed: number): Printed {
  const printed = new PrintedValues();
  world.alert = (value) => printed.add(value);
  world.random = seededRandom(seed);
  try {
    runInContext(`(function () {\n${code}\n})();`, context, { timeout: 5000 });
    return { log: printed.log, failed: false };
  } catch (error) {
    if (!isOfTheProgram(error)) throw error;
    return { log: printed.log, failed: true };
  }
}

/** Its classes are the context's own, so the name has to tell; a time-out is a plain `Error`. */
function isOfTheProgram(error: unknown): boolean {
  const name = (error as { name?: unknown }).name;
  return name === "TypeError" || name === "RangeError";
}
