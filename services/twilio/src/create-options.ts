import { type Static, Type } from "typebox";

import { patterns, wordings } from "./formats.ts";

const yesOrNo = () => Type.Optional(Type.Boolean({ expected: "true or false" }));
const oneOf = (...words: readonly string[]) =>
  Type.Optional(
    Type.String({
      pattern: `^(?:${words.join("|")})$`,
      expected: words.map((word) => `"${word}"`).join(" or "),
    }),
  );
const matching = (name: keyof typeof patterns) =>
  Type.Optional(
    Type.String({ maxLength: 2000, pattern: patterns[name], expected: wordings[name] }),
  );
const oneOrMore = (item: ReturnType<typeof Type.String>, most: number, expected: string) =>
  Type.Optional(Type.Union([item, Type.Array(item, { maxItems: most })], { expected }));

const mediaUrl = Type.String({ maxLength: 2000, pattern: patterns.httpUrl });
const action = Type.String({ maxLength: 2000 });
const mostMedia = 10;
const mostActions = 10;

/**
 * Every other parameter of Twilio's Message create, in the library's spelling.
 *
 * Source: `lib/rest/api/v2010/account/message.js` of twilio 6.2.0, which drops unknown ones silently;
 * a test compares the lists.
 */
export const createOptions = {
  addressRetention: oneOf("retain", "obfuscate"),
  applicationSid: matching("applicationSid"),
  attempt: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, expected: "a whole number from 1 to 1000" }),
  ),
  contentRetention: oneOf("retain", "discard"),
  contentSid: matching("contentSid"),
  contentVariables: Type.Optional(
    Type.Union([Type.String(), Type.Record(Type.String(), Type.Unknown())], {
      expected: "an object of texts, or such an object as JSON text",
    }),
  ),
  fallbackFrom: matching("sender"),
  forceDelivery: yesOrNo(),
  maxPrice: Type.Optional(Type.Number({ exclusiveMinimum: 0, expected: "a number above 0" })),
  mediaUrl: oneOrMore(mediaUrl, mostMedia, `one URL or a list of at most ${mostMedia}`),
  messageIntent: Type.Optional(
    Type.String({
      pattern: "^[A-Za-z_]{1,40}$",
      expected: "one word such as otp, notifications, marketing or delivery",
    }),
  ),
  persistentAction: oneOrMore(action, mostActions, `one text or a list of at most ${mostActions}`),
  provideFeedback: yesOrNo(),
  riskCheck: oneOf("enable", "disable"),
  scheduleType: oneOf("fixed"),
  sendAsMms: yesOrNo(),
  sendAt: Type.Optional(
    Type.String({
      maxLength: 40,
      expected: "a date and time in ISO 8601, such as 2030-01-31T12:00:00Z",
    }),
  ),
  shortenUrls: yesOrNo(),
  smartEncoded: yesOrNo(),
  statusCallback: matching("httpUrl"),
  trafficType: oneOf("free"),
  validityPeriod: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 36_000,
      expected: "a whole number of seconds from 1 to 36000",
    }),
  ),
};

/** The named inputs of sendMessage that stand for parameters of Twilio's, by the library's name. */
export const namedInputs = {
  to: "toPhone",
  from: "fromPhone",
  messagingServiceSid: "fromService",
  body: "msg",
} as const;

/** The `customProps` of sendMessage. */
export const customPropsSchema = Type.Object(createOptions, {
  additionalProperties: false,
  expected: "an object",
  misplaced: Object.fromEntries(
    Object.entries(namedInputs).map(([name, input]) => [
      name,
      `Give "${input}" beside customProps instead of "${name}" inside.`,
    ]),
  ),
});

/** Checked `customProps`. */
export type CustomProps = Static<typeof customPropsSchema>;

/** The name of a create option in Twilio's forms: the library lower-cases its first letter. */
export function formName(option: string): string {
  return option.charAt(0).toUpperCase() + option.slice(1);
}
