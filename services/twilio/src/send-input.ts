import { type Static, Type } from "typebox";

import { createOptions, customPropsSchema, namedInputs } from "./create-options.ts";
import { patterns, wordings } from "./formats.ts";
import { rawParametersSchema } from "./raw-parameters.ts";

/** The schema of sendMessage's input. */
export const sendInput = Type.Object(
  {
    fromPhone: Type.Optional(
      Type.String({
        pattern: patterns.sender,
        expected: wordings.sender,
        hint: "A Messaging Service SID (MG…) goes into fromService.",
      }),
    ),
    fromService: Type.Optional(
      Type.String({ pattern: patterns.serviceSid, expected: wordings.serviceSid }),
    ),
    toPhone: Type.String({ pattern: patterns.recipient, expected: wordings.recipient }),
    msg: Type.Optional(Type.String({ expected: "text" })),
    customProps: Type.Optional(customPropsSchema),
    rawParameters: Type.Optional(rawParametersSchema),
  },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: {
      ...Object.fromEntries(
        Object.entries(namedInputs).map(([name, own]) => [name, `Give "${own}" instead.`]),
      ),
      ...Object.fromEntries(
        Object.keys(createOptions).map((name) => [name, `Give "${name}" inside "customProps".`]),
      ),
    },
  },
);

/** Checked input of sendMessage. */
export type SendInput = Static<typeof sendInput>;
