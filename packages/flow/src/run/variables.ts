import type { Value } from "../document/values.ts";
import type { VariableJson } from "../document/workspace.ts";
import type { VariableAccess } from "./compiling.ts";

/** Gives every variable of a flow its place; places are found once, when the flow is compiled. */
export class VariablePlaces {
  readonly #names: ReadonlyMap<string, string>;
  readonly #places = new Map<string, number>();

  constructor(variables: readonly VariableJson[]) {
    this.#names = new Map(variables.map(({ id, name }) => [id, name]));
  }

  /** How many places a run needs. */
  get count(): number {
    return this.#places.size;
  }

  /**
   * What Blockly's generators take for one variable: those of equal names, whatever their case,
   * type and id. A variable that is not in the workspace's list goes by its id.
   */
  keyOf(id: string): string {
    return (this.#names.get(id) ?? id).toLowerCase();
  }

  /** How a variable is reached where some are hidden by parameters (key to place in the frame). */
  access(id: string, parameters: ReadonlyMap<string, number>): VariableAccess {
    const key = this.keyOf(id);
    const local = parameters.get(key);
    return local === undefined ? atRun(this.#placeOf(key)) : atFrame(local);
  }

  #placeOf(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(key, place);
    return place;
  }
}

/** Every place of a run holds null from the start. */
function atRun(place: number): VariableAccess {
  return {
    get: (frame) => frame.run.variables[place] as Value,
    set: (frame, value) => {
      frame.run.variables[place] = value;
    },
  };
}

function atFrame(place: number): VariableAccess {
  return {
    get: (frame) => frame.locals[place] ?? null,
    set: (frame, value) => {
      frame.locals[place] = value;
    },
  };
}
