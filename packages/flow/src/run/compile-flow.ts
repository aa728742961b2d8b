import { formOf } from "../catalogue/define-block.ts";
import { findBlock } from "../catalogue/index.ts";
import type { FlowKind } from "../document/flow.ts";
import type { BlockJson, ConnectedJson, Workspace } from "../document/workspace.ts";
import { fieldText, inputOf, isEnabled, stackFrom, valueBlock, variableId } from "./block-json.ts";
import { proceduresWithEffect } from "./call-graph.ts";
import { compileOutput, compileStatement } from "./compile-block.ts";
import type { BranchScope, Compiling, ProcedureLink } from "./compiling.ts";
import { FlowError } from "./errors.ts";
import { constant, type Expression } from "./expression.ts";
import {
  definedName,
  definedParameters,
  procedureKey,
  type ParameterJson,
} from "./procedure-json.ts";
import { next, returnFrom } from "./signals.ts";
import { inSequence, withValue, type Statement } from "./statement.ts";
import { VariablePlaces } from "./variables.ts";

/** A flow as it is compiled. */
export interface FlowSource {
  readonly kind: FlowKind;
  /** Read and checked before: compiling trusts its shape and its depth. */
  readonly workspace: Workspace;
}

/** A flow that is ready to run any number of times, also at the same time. */
export interface CompiledFlow {
  readonly kind: FlowKind;
  readonly main: Statement;
  readonly variableCount: number;
}

/**
 * Compiles a flow into closures: what its start block heads, and the procedures called from there.
 * Errors: `START_MISSING`, `BLOCK_UNKNOWN`; both are among the problems that the checks find.
 */
export function compileFlow(source: FlowSource): CompiledFlow {
  const compiler = new FlowCompiler(source.workspace);
  const main = compiler.compileStack(startOf(source).next, mainActivation());
  compiler.compileCalled();
  return { kind: source.kind, main, variableCount: compiler.variables.count };
}

/** What blocks of one procedure, or of the main stack, share while they are compiled. */
interface Activation {
  /** Places of parameters by the variables that they hide. */
  readonly parameters: ReadonlyMap<string, number>;
  localCount: number;
}

function mainActivation(): Activation {
  return { parameters: new Map(), localCount: 0 };
}

function startOf({ kind, workspace }: FlowSource): BlockJson {
  const type = kind === "web-hook" ? "trunkline_when_called" : "trunkline_when_started";
  const tops = workspace.blocks?.blocks ?? [];
  const start = tops.find((block) => block.type === type && isEnabled(block));
  if (start !== undefined) return start;
  throw new FlowError({
    code: "START_MISSING",
    message: "The flow has no start block, so nothing in it runs.",
    hint: "Put a start block of the flow's kind on top of the stack that is to run.",
  });
}

const outside: BranchScope = { data: null, error: null };

class FlowCompiler {
  readonly variables: VariablePlaces;
  readonly #definitions: ReadonlyMap<string, BlockJson>;
  readonly #withEffect: ReadonlySet<string>;
  readonly #bodies = new Map<string, Statement | null>();

  constructor(workspace: Workspace) {
    this.variables = new VariablePlaces(workspace.variables ?? []);
    this.#definitions = definitionsIn(workspace);
    this.#withEffect = proceduresWithEffect(this.#definitions, findBlock);
  }

  compileStack(
    connected: ConnectedJson | undefined,
    activation: Activation,
    scope = outside,
  ): Statement {
    const blocks = stackFrom(connected);
    return inSequence(
      blocks.map((block) => {
        return compileStatement(declarationOf(block), this.#compiling(block, activation, scope));
      }),
    );
  }

  /** Compiles procedures until all that were asked for are there. */
  compileCalled(): void {
    for (const [key, body] of this.#bodies) {
      if (body !== null) continue;
      const definition = this.#definitions.get(key);
      if (definition !== undefined) this.#bodies.set(key, this.#compileProcedure(definition));
    }
  }

  #compileProcedure(definition: BlockJson): Statement {
    const parameters = definedParameters(definition);
    const activation = this.#activationOf(parameters);
    const body = this.compileStack(inputOf(definition, "STACK"), activation);
    const compiling = this.#compiling(definition, activation, outside);
    if (compiling.plugged("RETURN") === null) return body;
    const giveBack = withValue(definition.id, compiling.value("RETURN"), (frame, value) => {
      frame.returned = value;
      return returnFrom;
    });
    return inSequence([body, giveBack]);
  }

  #activationOf(parameters: readonly ParameterJson[]): Activation {
    const places = new Map(
      parameters.map(({ id, name }, place) => [this.variables.keyOf(id || name), place]),
    );
    return { parameters: places, localCount: parameters.length };
  }

  #compiling(block: BlockJson, activation: Activation, scope: BranchScope): Compiling {
    return {
      block,
      scope,
      field: (name) => fieldText(block, name),
      value: (input, missing = null) => {
        const plugged = valueBlock(block, input);
        return plugged === null ? constant(missing) : this.#output(plugged, activation, scope);
      },
      plugged: (input) => valueBlock(block, input),
      stack: (input, inner = scope) => {
        const connected = inputOf(block, input);
        const isEmpty = stackFrom(connected).length === 0;
        return isEmpty ? null : this.compileStack(connected, activation, inner);
      },
      variable: (field) => this.variables.access(variableId(block, field), activation.parameters),
      newLocal: () => {
        activation.localCount += 1;
        return activation.localCount - 1;
      },
      procedure: (name) => this.#link(name),
    };
  }

  #output(block: BlockJson, activation: Activation, scope: BranchScope): Expression {
    return compileOutput(declarationOf(block), this.#compiling(block, activation, scope));
  }

  #link(name: string): ProcedureLink | null {
    const key = procedureKey(name);
    const definition = this.#definitions.get(key);
    if (definition === undefined) return null;
    if (!this.#bodies.has(key)) this.#bodies.set(key, null);
    return {
      parameterCount: definedParameters(definition).length,
      hasEffect: this.#withEffect.has(key),
      body: () => this.#bodies.get(key) ?? (() => next),
    };
  }
}

/** By key; of two with the same name the last counts, as in Blockly's generators. */
function definitionsIn(workspace: Workspace): ReadonlyMap<string, BlockJson> {
  const tops = workspace.blocks?.blocks ?? [];
  const definitions = tops.filter(
    (block) => isEnabled(block) && findBlock(block.type)?.behaviour.kind === "defines",
  );
  return new Map(definitions.map((block) => [procedureKey(definedName(block)), block]));
}

function declarationOf(block: BlockJson) {
  const declaration = findBlock(block.type);
  if (declaration !== undefined) return formOf(declaration, block);
  throw new FlowError({
    code: "BLOCK_UNKNOWN",
    message: "There is no such kind of block.",
    hint: "Take the block out; it may come from another version.",
    blockId: block.id,
  });
}
