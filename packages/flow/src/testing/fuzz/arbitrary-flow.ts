import fc from "fast-check";

import {
  formOf,
  statementInputsOf,
  valueInputsOf,
  type BlockDeclaration,
  type ValueType,
} from "../../catalogue/define-block.ts";
import { catalogue, findBlock } from "../../catalogue/index.ts";
import type { BlockJson, Workspace } from "../../document/workspace.ts";
import { aBlock, aWorkspace } from "../a-workspace.ts";

type Draw = fc.GeneratorValue;

const variables = [
  { id: "v1", name: "order" },
  { id: "v2", name: "__proto__" },
  { id: "v3", name: "constructor" },
  { id: "p1", name: "given" },
];

const functions = [
  { name: "first", params: ["given"], returns: true },
  { name: "second", params: [], returns: false },
] as const;

const texts = ["", "a", "order.items[0]", "{a} {b.c}", "2026-01-31", "__proto__", "1", '{"a":[1]}'];
const refused = ["text_prompt", "text_prompt_ext"];
const usable = catalogue.filter(({ type, runsIn }) => {
  return !refused.includes(type) && (runsIn === undefined || runsIn.includes("web-hook"));
});

/** Where a generated block stands; bounds how much hangs on it, and what may. */
interface Room {
  readonly depth: number;
  readonly isInLoop: boolean;
  readonly isInFunction: boolean;
  readonly isInSuccess: boolean;
  readonly isInFail: boolean;
}

const topRoom: Room = {
  depth: 4,
  isInLoop: false,
  isInFunction: false,
  isInSuccess: false,
  isInFail: false,
};

/** Web Hooks as Blockly would let a person build them; nearly all pass the checks. */
export const plausibleFlows: fc.Arbitrary<Workspace> = fc.gen().map((draw) => {
  const definitions = functions.map(({ name, params, returns }) =>
    aBlock(returns ? "procedures_defreturn" : "procedures_defnoreturn", {
      fields: { NAME: name },
      extraState: { params: params.map((param) => ({ name: param, id: "p1" })) },
      stacks: { STACK: aStack(draw, { ...topRoom, depth: 3, isInFunction: true }) },
      values: returns ? { RETURN: aValueBlock(draw, topRoom) } : {},
    }),
  );
  return aWorkspace(aStack(draw, topRoom), definitions, variables);
});

function aStack(draw: Draw, room: Room): BlockJson[] {
  if (room.depth <= 0) return [];
  const length = draw(fc.nat, { max: room.depth });
  return Array.from({ length }, () => aStatement(draw, room));
}

function aStatement(draw: Draw, room: Room): BlockJson {
  const fitting = usable.filter((declaration) => {
    return declaration.shape === "regular" || declaration.regularForm !== undefined;
  });
  const allowed = fitting.filter(({ type }) => mayStand(type, room));
  return filled(draw, pick(draw, allowed), room, true);
}

function aValueBlock(draw: Draw, room: Room, accepts?: readonly ValueType[]): BlockJson {
  const fitting = usable.filter(({ shape, gives, type }) => {
    if (shape !== "output" || !mayStand(type, room)) return false;
    return accepts === undefined || gives === undefined || gives.some((it) => accepts.includes(it));
  });
  const simple = fitting.filter(({ inputs, dynamicInputs }) => !inputs && !dynamicInputs);
  return filled(draw, pick(draw, room.depth <= 0 && simple.length > 0 ? simple : fitting), room);
}

function mayStand(type: string, room: Room): boolean {
  if (type === "trunkline_connection_data") return room.isInSuccess;
  if (type === "trunkline_connection_error") return room.isInFail;
  if (type === "procedures_ifreturn") return room.isInFunction;
  return true;
}

function filled(
  draw: Draw,
  declaration: BlockDeclaration,
  room: Room,
  isStatement = false,
): BlockJson {
  const bare = aBlock(declaration.type, {
    fields: fieldsOf(draw, declaration, isStatement),
    ...(declaration.dynamicInputs === undefined ? {} : { extraState: stateOf(draw, declaration) }),
  });
  const form = formOf(declaration, bare);
  const inner = { ...room, depth: room.depth - 1 };
  const values: Record<string, BlockJson> = {};
  for (const [name, input] of Object.entries(valueInputsOf(form, bare))) {
    const isPlugged = input.required === true || (room.depth > 0 && draw(fc.boolean));
    if (isPlugged && room.depth > -6) values[name] = aValueBlock(draw, inner, input.accepts);
  }
  const stacks: Record<string, BlockJson[]> = {};
  for (const name of statementInputsOf(form, bare)) {
    stacks[name] = aStack(draw, roomOf(declaration.type, name, inner));
  }
  return { ...bare, inputs: aBlock(bare.type, { values, stacks }).inputs ?? {} };
}

function roomOf(type: string, input: string, inner: Room): Room {
  if (type !== "trunkline_execute_connection_command") return inner;
  return input === "SUCCESS" ? { ...inner, isInSuccess: true } : { ...inner, isInFail: true };
}

function fieldsOf(
  draw: Draw,
  { fields = {}, regularForm }: BlockDeclaration,
  isStatement: boolean,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    switch (field.kind) {
      case "dropdown":
        values[name] = draw(fc.constantFrom, ...field.options.map(([, option]) => option));
        break;
      case "number":
        values[name] = draw(fc.constantFrom, 0, 1, 2, -1, 0.5, 7, 1e9);
        break;
      case "variable":
        values[name] = { id: draw(fc.constantFrom, ...variables.map(({ id }) => id)) };
        break;
      case "checkbox":
        values[name] = draw(fc.boolean);
        break;
      case "text":
      case "lines":
      case "connections":
      case "commands":
        values[name] = draw(fc.constantFrom, ...texts);
    }
  }
  if (regularForm !== undefined) {
    values["MODE"] = isStatement ? "REMOVE" : draw(fc.constantFrom, "GET", "GET_REMOVE");
  }
  return values;
}

function stateOf(draw: Draw, { type, shape }: BlockDeclaration): unknown {
  const count = draw(fc.nat, { max: 3 });
  const called = functions.filter(({ returns }) => returns || shape !== "output");
  const { name, params } = draw(fc.constantFrom, ...called);
  if (type.startsWith("procedures_")) return { name, params };
  if (type === "trunkline_object") return { keys: ["a", "__proto__", "b"].slice(0, count) };
  if (type.startsWith("controls_")) return { elseIfCount: count, hasElse: count > 1 };
  return { itemCount: count };
}

function pick(draw: Draw, from: readonly BlockDeclaration[]): BlockDeclaration {
  const type = draw(fc.constantFrom, ...from.map((declaration) => declaration.type));
  const declaration = findBlock(type);
  if (declaration === undefined) throw new Error(`no declaration of ${type}`);
  return declaration;
}
