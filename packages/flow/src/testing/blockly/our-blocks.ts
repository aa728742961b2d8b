import * as Blockly from "blockly";

import { catalogue } from "../../catalogue/index.ts";
import { inputOfKey } from "../../catalogue/objects/object-keys-state.ts";
import { blocklyDefinitionOf } from "../../catalogue/toolbox/blockly-definition.ts";
import { startType } from "./headless-blockly.ts";

interface ObjectBlock extends Blockly.Block {
  ownKeys?: readonly string[];
}

/** The names in Create Object with their inputs, as far as loading and saving need them. */
const objectMutator = {
  saveExtraState(this: ObjectBlock) {
    return { keys: this.ownKeys ?? [] };
  },
  loadExtraState(this: ObjectBlock, state: { readonly keys: readonly string[] }) {
    this.ownKeys = state.keys;
    for (const [index, key] of state.keys.entries()) {
      this.appendValueInput(inputOfKey(index)).appendField(key);
    }
  },
};

class NameField extends Blockly.FieldTextInput {
  static override fromJson(): NameField {
    return new NameField("");
  }
}

/** Makes blocks of ours known to the real library, out of the catalogue. */
export function defineOurBlocks(): void {
  Blockly.fieldRegistry.register("field_trunkline_connections", NameField);
  Blockly.fieldRegistry.register("field_trunkline_commands", NameField);
  Blockly.Extensions.registerMutator("trunkline_object_mutator", objectMutator);
  const definitions = catalogue
    .filter(({ type }) => type !== startType)
    .map((declaration) => blocklyDefinitionOf(declaration))
    .filter((definition) => definition !== null);
  Blockly.common.defineBlocks(Blockly.common.createBlockDefinitionsFromJsonArray(definitions));
}
