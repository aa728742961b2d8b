export {
  type AppDocuments,
  type ConnectionFile,
  diffDocuments,
  type DocumentDifference,
} from "./document/diff/diff-documents.ts";
export { diffFlows } from "./document/diff/diff-flows.ts";
export type { FlowFile, FlowKind } from "./document/flow.ts";
export type { ObjectValue, Value } from "./document/values.ts";
export type { BlockJson, ConnectedJson, VariableJson, Workspace } from "./document/workspace.ts";
export { compactDocument, writeDocument } from "./document/write/write-document.ts";
