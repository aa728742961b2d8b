import { isObject } from "../../run/copy-value.ts";
import { acts, computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { propertyOf, requireName, requireObject, setProperty } from "./object-value.ts";

/** Get Property: null where the object lacks the name, or is no object at all. */
const getProperty = defineBlock({
  type: "trunkline_get_property",
  category: "objects",
  shape: "output",
  tooltip: "The value that an object has under a name; null where it has none.",
  lines: ["from %OBJECT get %NAME"],
  inputs: { OBJECT: { required: true }, NAME: { accepts: ["text", "number"], required: true } },
  behaviour: computes(
    () => (_, object, name) => propertyOf(object ?? null, requireName(name ?? null)),
  ),
});

/** Set Property: changes the object itself, for everybody who holds it. */
const setPropertyBlock = defineBlock({
  type: "trunkline_set_property",
  category: "objects",
  shape: "regular",
  tooltip: "Gives an object a value under a name.",
  lines: ["in %OBJECT set %NAME to %VALUE"],
  inputs: {
    OBJECT: { accepts: ["object"], required: true },
    NAME: { accepts: ["text", "number"], required: true },
    VALUE: { required: true },
  },
  behaviour: acts(() => (tools, object, name, value) => {
    tools.spend(1);
    setProperty(requireObject(object ?? null), requireName(name ?? null), value ?? null);
  }),
});

/** Has Property: true also where the value is null. */
const hasProperty = defineBlock({
  type: "trunkline_has_property",
  category: "objects",
  shape: "output",
  tooltip: "Whether an object has a name, whatever its value is.",
  lines: ["%OBJECT has %NAME"],
  inputs: { OBJECT: { required: true }, NAME: { accepts: ["text", "number"], required: true } },
  gives: ["boolean"],
  behaviour: computes(() => (_, object = null, name = null) => {
    const wanted = requireName(name);
    return isObject(object) && Object.hasOwn(object, wanted);
  }),
});

/** Delete Property: does nothing where the name is absent. */
const deleteProperty = defineBlock({
  type: "trunkline_delete_property",
  category: "objects",
  shape: "regular",
  tooltip: "Takes a name and its value out of an object.",
  lines: ["from %OBJECT delete %NAME"],
  inputs: {
    OBJECT: { accepts: ["object"], required: true },
    NAME: { accepts: ["text", "number"], required: true },
  },
  behaviour: acts(() => (_, object = null, name = null) => {
    const wanted = requireName(name);
    delete requireObject(object)[wanted];
  }),
});

/** Object Keys: the names in the order in which they were given, whole numbers first. */
const objectKeys = defineBlock({
  type: "trunkline_object_keys",
  category: "objects",
  shape: "output",
  tooltip: "The names that an object has, as a list.",
  lines: ["names in %OBJECT"],
  inputs: { OBJECT: { accepts: ["object"], required: true } },
  gives: ["list"],
  behaviour: computes(
    () =>
      (tools, object = null) =>
        tools.list(Object.keys(requireObject(object))),
  ),
});

/** The blocks that read and change one property, in the order of the toolbox. */
export const propertyBlocks = [
  getProperty,
  setPropertyBlock,
  hasProperty,
  deleteProperty,
  objectKeys,
] as const;
