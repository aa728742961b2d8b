import { Type } from "typebox";

import { patterns, wordings } from "./formats.ts";

/** The SID of a message, as an input. */
export const messageSid = Type.String({
  pattern: patterns.messageSid,
  expected: wordings.messageSid,
});

/** Input of the commands that need a message and nothing else. */
export const sidInput = Type.Object(
  { sid: messageSid },
  { additionalProperties: false, expected: "an object" },
);
