import type { BlockPlace } from "../document/block-place.ts";
import { isPlainObject, ownValue } from "../document/plain-object.ts";
import {
  calledName,
  definedName,
  definedParameters,
  isCall,
  procedureKey,
} from "../run/procedure-json.ts";
import { isStartOf } from "./check-starts.ts";
import type { FlowView } from "./flow-view.ts";
import { shown, suggestion } from "./names.ts";
import type { Finding, Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether functions and their calls belong together. */
export function checkFunctions(view: FlowView, report: Report): void {
  const definitions = definitionsIn(view, report);
  const calls = view.blocks.filter(({ block }) => isCall(block));
  for (const call of calls) checkCall(call, definitions, report);
  checkUse(view, { definitions, calls }, report);
}

type Definitions = ReadonlyMap<string, StandingBlock>;

function definitionsIn(view: FlowView, report: Report): Definitions {
  const definitions = new Map<string, StandingBlock>();
  for (const at of view.blocks) {
    if (at.declaration?.shape !== "definition" || at.parent !== null) continue;
    const name = definedName(at.block);
    const key = procedureKey(name);
    if (definitions.has(key)) report.atBlock(at.place, twice(name), ".fields.NAME");
    else definitions.set(key, at);
  }
  return definitions;
}

function checkCall(call: StandingBlock, definitions: Definitions, report: Report): void {
  const name = calledName(call.block);
  const definition = definitions.get(procedureKey(name));
  if (definition === undefined) {
    report.atBlock(call.place, unknown(name, definitions), ".extraState.name");
    return;
  }
  if (call.declaration?.shape === "output" && !givesValue(definition)) {
    report.atBlock(call.place, givesNothing(name));
  }
  if (!hasParametersOf(call, definition)) {
    report.atBlock(call.place, wrongParameters(name, definition), ".extraState.params");
  }
}

function givesValue({ valueInputs }: StandingBlock): boolean {
  return Object.hasOwn(valueInputs, "RETURN");
}

/** Blockly keeps the parameters' names in both, and finds the inputs of a call by their order. */
function hasParametersOf(call: StandingBlock, definition: StandingBlock): boolean {
  const { extraState } = call.block;
  const given = isPlainObject(extraState) ? (ownValue(extraState, "params") ?? []) : [];
  const defined = definedParameters(definition.block);
  if (!Array.isArray(given) || given.length !== defined.length) return false;
  return given.every((name, index) => {
    return (
      typeof name === "string" && procedureKey(name) === procedureKey(defined[index]?.name ?? "")
    );
  });
}

interface Functions {
  readonly definitions: Definitions;
  readonly calls: readonly StandingBlock[];
}

/** Says which functions no running stack calls, not even through others. */
function checkUse(view: FlowView, { definitions, calls }: Functions, report: Report): void {
  const starts = view.blocks.filter((at) => isStartOf(at, view));
  if (starts.length === 0) return;
  const callsByTop = byTop(calls);
  const used = new Set<StandingBlock>();
  const queue = starts.map(({ place }) => place);
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    for (const { block } of callsByTop.get(top) ?? []) {
      const called = definitions.get(procedureKey(calledName(block)));
      if (called === undefined || used.has(called)) continue;
      used.add(called);
      queue.push(called.place);
    }
  }
  for (const definition of definitions.values()) {
    if (!used.has(definition)) report.atBlock(definition.place, unused(definition));
  }
}

function byTop(calls: readonly StandingBlock[]): ReadonlyMap<BlockPlace, StandingBlock[]> {
  const groups = new Map<BlockPlace, StandingBlock[]>();
  for (const call of calls) {
    const group = groups.get(call.top);
    if (group === undefined) groups.set(call.top, [call]);
    else group.push(call);
  }
  return groups;
}

function twice(name: string): Finding {
  return {
    code: "FUNCTION_TWICE",
    message: `There are two functions of the name ${shown(name)}.`,
    hint: "Give one of them another name. Upper and lower case do not tell them apart.",
  };
}

function unknown(name: string, definitions: Definitions): Finding {
  const known = [...definitions.values()].map(({ block }) => definedName(block));
  return {
    code: "FUNCTION_UNKNOWN",
    message: `There is no function of the name ${shown(name)}.`,
    hint: suggestion(name, known, "Define it, or take the call out."),
  };
}

function givesNothing(name: string): Finding {
  return {
    code: "FUNCTION_GIVES_NOTHING",
    message: `The function ${shown(name)} gives nothing back, so it cannot stand for a value.`,
    hint: "Call it in a stack, or define it as a function that returns a value.",
  };
}

function wrongParameters(name: string, { block }: StandingBlock): Finding {
  const parameters = definedParameters(block).map((parameter) => shown(parameter.name));
  return {
    code: "FUNCTION_PARAMETERS_WRONG",
    message: `The call does not have the parameters of the function ${shown(name)}.`,
    hint:
      parameters.length === 0
        ? "The function takes none: take the call out and put it in again."
        : `The function takes ${parameters.join(", ")}: take the call out and put it in again.`,
  };
}

function unused({ block }: StandingBlock): Finding {
  return {
    code: "FUNCTION_UNUSED",
    severity: "warning",
    message: `The function ${shown(definedName(block))} is never called from a stack that runs.`,
    hint: "Call it, or take it out.",
  };
}
