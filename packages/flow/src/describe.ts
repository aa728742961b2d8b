export { categories, type Category } from "./catalogue/categories.ts";
export type {
  BlockDeclaration,
  BlockFault,
  DynamicInputs,
  FieldDeclaration,
  ValueInput,
  ValueType,
} from "./catalogue/define-block.ts";
export { catalogue, findBlock } from "./catalogue/index.ts";
export {
  blocklyDefinitionOf,
  type BlocklyArgument,
  type BlocklyDefinition,
} from "./catalogue/toolbox/blockly-definition.ts";
export { toolboxFor, type ToolboxDrawer } from "./catalogue/toolbox/toolbox.ts";
export { checkFlow, type FlowToCheck } from "./check/check-flow.ts";
export type { ProblemCode } from "./check/problem-code.ts";
export type { AppView, CommandView, ConnectionView, Problem } from "./check/problem.ts";
export { readWorkspace, type WorkspaceReading } from "./document/read-workspace.ts";
