import type { BlockJson } from "../document/workspace.ts";
import { fieldText } from "./block-json.ts";

/** A parameter as a definition keeps it. */
export interface ParameterJson {
  readonly name: string;
  /** The id of its variable. */
  readonly id: string;
}

/** True for the two blocks that call a procedure. */
export function isCall(block: BlockJson): boolean {
  return block.type === "procedures_callreturn" || block.type === "procedures_callnoreturn";
}

/** Blockly takes procedures whose names differ only in case for the same. */
export function procedureKey(name: string): string {
  return name.toLowerCase();
}

/** The name of the procedure that a definition defines. */
export function definedName(block: BlockJson): string {
  return fieldText(block, "NAME");
}

/** The name of the procedure that a call calls. */
export function calledName(block: BlockJson): string {
  const state = stateOf(block);
  return typeof state["name"] === "string" ? state["name"] : fieldText(block, "NAME");
}

/** The parameters of a definition. */
export function definedParameters(block: BlockJson): readonly ParameterJson[] {
  return paramsOf(block).map((parameter) => {
    const { name, id } = Object(parameter) as { name?: unknown; id?: unknown };
    return {
      name: typeof name === "string" ? name : "",
      id: typeof id === "string" ? id : "",
    };
  });
}

/** How many arguments a call has inputs for. */
export function argumentCount(block: BlockJson): number {
  return paramsOf(block).length;
}

function paramsOf(block: BlockJson): readonly unknown[] {
  const params = stateOf(block)["params"];
  return Array.isArray(params) ? params : [];
}

function stateOf(block: BlockJson): Readonly<Record<string, unknown>> {
  const { extraState } = block;
  return typeof extraState === "object" && extraState !== null
    ? (extraState as Record<string, unknown>)
    : {};
}
