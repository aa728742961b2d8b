import type { Value } from "../../document/values.ts";
import { isObject } from "../../run/copy-value.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { compileLoop, loopInput } from "./compile-loop.ts";

/** Goes through a list. Through a text's characters and an object's values too, as JavaScript does. */
export const controlsForEach = defineBlock({
  type: "controls_forEach",
  category: "loops",
  shape: "regular",
  tooltip: "Lets a variable take each item of a list, and runs the blocks inside each time.",
  fields: { VAR: { kind: "variable" } },
  inputs: { LIST: { accepts: ["list"], missing: [] } },
  statements: ["DO"],
  behaviour: compilesStatement((compiling) => {
    const variable = compiling.variable("VAR");
    const list = loopInput(compiling, "LIST", []);
    return compileLoop(compiling, {
      inputs: [list.atStart],
      enter: ([atStart = null], entered) => {
        const places = placesIn(list.now(entered, atStart));
        return (frame) => {
          const place = places();
          if (place === null) return false;
          variable.set(frame, itemAt(list.now(frame, atStart), place));
          return true;
        };
      },
    });
  }),
});

type Place = number | string;

/** The places that a value has now, one a call, without those that are gone by then; then null. */
function placesIn(value: Value): () => Place | null {
  if (Array.isArray(value)) return listPlaces(value);
  if (typeof value === "string") return textPlaces(value);
  return isObject(value) ? objectPlaces(value) : () => null;
}

function listPlaces(list: readonly Value[]): () => Place | null {
  const end = list.length;
  let index = -1;
  return () => {
    index += 1;
    return index < end && index < list.length ? index : null;
  };
}

function textPlaces(text: string): () => Place | null {
  let index = -1;
  return () => {
    index += 1;
    return index < text.length ? index : null;
  };
}

function objectPlaces(object: Readonly<Record<string, Value>>): () => Place | null {
  const names = Object.keys(object)[Symbol.iterator]();
  return () => {
    for (let name = names.next(); !name.done; name = names.next()) {
      if (Object.hasOwn(object, name.value)) return name.value;
    }
    return null;
  };
}

function itemAt(value: Value, place: Place): Value {
  if (typeof value === "string") return value[Number(place)] ?? null;
  if (Array.isArray(value)) return value[Number(place)] ?? null;
  return isObject(value) && Object.hasOwn(value, place) ? (value[place] ?? null) : null;
}
