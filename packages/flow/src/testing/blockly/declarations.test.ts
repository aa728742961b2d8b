import * as Blockly from "blockly";
import { expect, test } from "vitest";

import {
  formOf,
  statementInputsOf,
  valueInputsOf,
  type BlockDeclaration,
  type ValueType,
} from "../../catalogue/define-block.ts";
import { catalogue, findBlock } from "../../catalogue/index.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { savedJson, withWorkspace } from "./headless-blockly.ts";

const checkOf: Readonly<Record<ValueType, string>> = {
  text: "String",
  number: "Number",
  boolean: "Boolean",
  list: "Array",
  object: "Object",
};

/** Pieces of Blockly's mutator windows, which no workspace holds. */
function isOfMutatorWindow(type: string): boolean {
  return /_container$|_item$|^controls_if_|^procedures_mutator/.test(type);
}

const shipped = Object.keys(Blockly.Blocks).filter(
  (type) => !type.startsWith("trunkline_") && !isOfMutatorWindow(type),
);

/** The plugin's block for lines of text is declared, but not part of the library. */
const declared = catalogue.filter(({ type }) => Object.hasOwn(Blockly.Blocks, type));

/** What a block looks like to whoever joins blocks, in the words of the library. */
interface Face {
  readonly valueInputs: Readonly<Record<string, readonly string[] | null>>;
  readonly statementInputs: readonly string[];
  /** With the options of those that are dropdowns. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly connections: Readonly<Record<"output" | "previous" | "next", boolean>>;
}

/** A variable's field is a dropdown too, but what it offers is the workspace's. */
function isDropdown(field: Blockly.Field): field is Blockly.FieldDropdown {
  return field instanceof Blockly.FieldDropdown && !(field instanceof Blockly.FieldVariable);
}

function optionsOf(field: Blockly.FieldDropdown): string[] {
  return field.getOptions().flatMap((option) => (option === "separator" ? [] : [option[1]]));
}

function faceInBlockly(block: Blockly.Block): Face {
  const ofType = (type: Blockly.inputs.inputTypes): Blockly.Input[] =>
    block.inputList.filter((input) => input.type === type);
  return {
    valueInputs: Object.fromEntries(
      ofType(Blockly.inputs.inputTypes.VALUE).map((input) => [
        input.name,
        input.connection?.getCheck()?.toSorted() ?? null,
      ]),
    ),
    statementInputs: ofType(Blockly.inputs.inputTypes.STATEMENT).map(({ name }) => name),
    fields: Object.fromEntries(
      [...block.getFields()]
        .filter((field) => field.EDITABLE || field.SERIALIZABLE)
        .map((field) => [field.name ?? "", isDropdown(field) ? optionsOf(field) : []]),
    ),
    connections: {
      output: block.outputConnection !== null,
      previous: block.previousConnection !== null,
      next: block.nextConnection !== null,
    },
  };
}

function faceDeclared(declaration: BlockDeclaration, block: BlockJson): Face {
  const { shape } = formOf(declaration, block);
  return {
    valueInputs: Object.fromEntries(
      Object.entries(valueInputsOf(declaration, block)).map(([name, { accepts }]) => [
        name,
        accepts?.map((type) => checkOf[type]).toSorted() ?? null,
      ]),
    ),
    statementInputs: statementInputsOf(declaration, block),
    fields: Object.fromEntries(
      Object.entries(declaration.fields ?? {}).map(([name, field]) => [
        name,
        field.kind === "dropdown" ? field.options.map(([, value]) => value) : [],
      ]),
    ),
    connections: {
      output: shape === "output",
      previous: shape === "regular" || shape === "terminal",
      next: shape === "regular" || shape === "start",
    },
  };
}

/** A block for each option of its dropdowns, since inputs come and go with them. */
function eachVariant(type: string, look: (block: Blockly.Block, saved: BlockJson) => void): void {
  withWorkspace((workspace) => {
    const block = workspace.newBlock(type);
    const options = [...block.getFields()]
      .filter(isDropdown)
      .flatMap((field) => optionsOf(field).map((value) => ({ field, value })));
    for (const { field, value } of [{ field: null, value: "" }, ...options]) {
      field?.setValue(value);
      const saved = savedJson(workspace) as { blocks: { blocks: BlockJson[] } };
      const [json] = saved.blocks.blocks;
      if (json) look(block, json);
    }
  });
}

test("every block that Blockly ships is declared", () => {
  expect(shipped.length).toBeGreaterThan(60);
  expect(shipped.filter((type) => !findBlock(type))).toEqual([]);
});

test.each(declared.map((declaration) => [declaration.type, declaration] as const))(
  "%s is declared as Blockly defines it, whatever its dropdowns say",
  (type, declaration) => {
    eachVariant(type, (block, saved) => {
      expect(faceDeclared(declaration, saved)).toEqual(faceInBlockly(block));
      const given = declaration.gives?.map((kind) => checkOf[kind]);
      if (given) expect(given).toEqual(block.outputConnection?.getCheck());
    });
  },
);
