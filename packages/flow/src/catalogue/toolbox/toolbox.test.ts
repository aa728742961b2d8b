import * as Blockly from "blockly";
import { expect, test } from "vitest";

import { valueInputsOf } from "../define-block.ts";
import { catalogue } from "../index.ts";
import { blocklyDefinitionOf } from "./blockly-definition.ts";
import { toolboxFor } from "./toolbox.ts";

const ours = catalogue.filter(({ type }) => type.startsWith("trunkline_"));

class NameField extends Blockly.FieldTextInput {
  static override fromJson(): NameField {
    return new NameField("");
  }
}

test("gives every block of ours a face that the real Blockly takes", () => {
  Blockly.fieldRegistry.register("field_trunkline_connections", NameField);
  Blockly.fieldRegistry.register("field_trunkline_commands", NameField);
  Blockly.Extensions.registerMutator("trunkline_object_mutator", {
    saveExtraState: () => null,
    loadExtraState: () => undefined,
  });
  const definitions = ours.map((declaration) => blocklyDefinitionOf(declaration));
  expect(definitions).not.toContain(null);
  Blockly.common.defineBlocks(
    Blockly.common.createBlockDefinitionsFromJsonArray(definitions as object[]),
  );
  const workspace = new Blockly.Workspace();
  for (const declaration of ours) {
    const block = workspace.newBlock(declaration.type);
    const inputs = Object.keys(valueInputsOf(declaration, { type: declaration.type, id: "a" }));
    const expected = [...inputs, ...(declaration.statements ?? [])].toSorted();
    const drawn = block.inputList.map(({ name }) => name).filter((name) => /^[A-Z]/u.test(name));
    expect([declaration.type, drawn.toSorted()]).toEqual([declaration.type, expected]);
    const shape = [block.outputConnection, block.previousConnection, block.nextConnection].map(
      (connection) => connection !== null,
    );
    expect([declaration.type, ...shape]).toEqual([declaration.type, ...shapes[declaration.shape]]);
  }
  workspace.dispose();
});

const shapes = {
  output: [true, false, false],
  start: [false, false, true],
  regular: [false, true, true],
  terminal: [false, true, false],
  definition: [false, false, false],
};

test("leaves the faces of Blockly's own blocks to Blockly", () => {
  const others = catalogue.filter(({ type }) => !type.startsWith("trunkline_"));
  for (const declaration of others) {
    expect([declaration.type, blocklyDefinitionOf(declaration)]).toEqual([declaration.type, null]);
  }
});

test("understands every block that Blockly brings", () => {
  const known = new Set(catalogue.map(({ type }) => type));
  const helpers =
    /_(?:mutator|container|if|elseif|else|item|argument|mutatorarg|mutatorcontainer)$/u;
  const missing = Object.keys(Blockly.Blocks).filter(
    (type) => !known.has(type) && !helpers.test(type) && !type.includes("create_join"),
  );
  expect(missing).toEqual([]);
});

test("offers each kind of flow its start block, and no block that the checks refuse there", () => {
  const typesFor = (kind: Parameters<typeof toolboxFor>[0]) =>
    toolboxFor(kind).flatMap(({ blocks }) => blocks.map(({ type }) => type));
  expect(typesFor("web-hook")).toContain("trunkline_when_called");
  expect(typesFor("web-hook")).not.toContain("trunkline_when_started");
  expect(typesFor("background-task")).not.toContain("trunkline_request_body");
  expect(typesFor("page")).not.toContain("text_prompt");
});
