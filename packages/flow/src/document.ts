export type { FlowFile, FlowKind } from "./document/flow.ts";
export type { ObjectValue, Value } from "./document/values.ts";
export type { BlockJson, ConnectedJson, VariableJson, Workspace } from "./document/workspace.ts";
