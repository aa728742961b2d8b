import type { Problem } from "@trunkline/service-kit";
import { type Static, Type } from "typebox";

import { patterns, wordings } from "./formats.ts";

const maxDraftRecipients = 100;

/** The settings of a connection through Twilio. None is needed. */
export const connectionSettings = Type.Object(
  {
    defaultSender: Type.Optional(
      Type.String({ pattern: patterns.senderOrService, expected: wordings.senderOrService }),
    ),
    publicUrl: Type.Optional(
      Type.String({ maxLength: 500, pattern: patterns.httpUrl, expected: wordings.httpUrl }),
    ),
    statusCallbacks: Type.Optional(
      Type.Union([Type.Literal("ours"), Type.Literal("leave")], { expected: '"ours" or "leave"' }),
    ),
    maxInFlight: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, expected: "a whole number from 1 to 1000" }),
    ),
    segmentsPerSecond: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 10_000, expected: "a number above 0" }),
    ),
    unknownOutcome: Type.Optional(
      Type.Union([Type.Literal("ask"), Type.Literal("resendOnce")], {
        expected: '"ask" or "resendOnce"',
      }),
    ),
    testProfile: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, expected: "the name of a profile" }),
    ),
    draftRecipients: Type.Optional(
      Type.Array(Type.String({ pattern: patterns.recipient }), {
        maxItems: maxDraftRecipients,
        expected: `a list of at most ${maxDraftRecipients} entries, each ${wordings.recipient}`,
      }),
    ),
  },
  { additionalProperties: false },
);

/** Checked settings of one connection. */
export type TwilioConnection = Static<typeof connectionSettings>;

/** What the schema cannot say about a connection: that its public URL can be parsed and has no frills. */
export function checkConnection(settings: TwilioConnection): Problem[] {
  const { publicUrl } = settings;
  if (publicUrl === undefined || isPublicUrl(publicUrl)) return [];
  return [
    {
      path: "publicUrl",
      code: "PROPERTY_INVALID",
      message: 'The property "publicUrl" must be a URL that other URLs can be built on.',
      hint: "Leave out user names, passwords, queries and fragments. Twilio accepts no underscore in the host name.",
    },
  ];
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#@]/u.test(text)) return false;
  return !new URL(text).hostname.includes("_");
}
