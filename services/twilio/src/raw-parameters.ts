import type { Problem } from "@trunkline/service-kit";
import { type Static, Type } from "typebox";

import { createOptions, namedInputs } from "./create-options.ts";

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** Parameters newer than the library, sent exactly as spelled. */
export const rawParametersSchema = Type.Record(
  Type.String(),
  Type.Union([scalar, Type.Array(scalar, { maxItems: 100 })]),
  { expected: "an object of texts, numbers, booleans or lists of them" },
);

/** Checked raw parameters. */
export type RawParameters = Static<typeof rawParametersSchema>;

const cures = new Map<string, string>([
  ...Object.entries(namedInputs).map(([name, input]): [string, string] => [
    name.toLowerCase(),
    input,
  ]),
  ...Object.keys(createOptions).map((name): [string, string] => [
    name.toLowerCase(),
    `customProps.${name}`,
  ]),
]);

/** Finds raw parameters that have a proper input, however they are spelled, and unusable names. */
export function checkRawParameters(raw: RawParameters): Problem[] {
  return Object.keys(raw).flatMap((name) => {
    const cure = cures.get(name.toLowerCase());
    if (cure !== undefined) return [repeated(name, cure)];
    return /^[A-Za-z][\w.]{0,79}$/u.test(name) ? [] : [unusable];
  });
}

function repeated(name: string, cure: string): Problem {
  return {
    path: `rawParameters.${name}`,
    code: "PROPERTY_MISPLACED",
    message: `The property "${name}" in "rawParameters" is known to the library.`,
    hint: `Give "${cure}" instead.`,
  };
}

const unusable: Problem = {
  path: "rawParameters.?",
  code: "PROPERTY_UNKNOWN",
  message: 'A name in "rawParameters" is not one that a parameter can have.',
  hint: "Names start with a letter and hold letters, digits, underscores and dots, 80 at most.",
};
