import { defineSettings, type Problem } from "@trunkline/service-kit";
import { type Static, Type } from "typebox";

import { patterns, wordings } from "./formats.ts";

const secretText = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: "^[!-~]+$",
  expected: "1 to 200 characters without spaces, copied from the Twilio Console",
});

const place = Type.String({
  pattern: "^[a-z0-9-]{1,40}$",
  expected: "a name of small letters, digits and hyphens, such as au1 or sydney",
});

const schema = Type.Object(
  {
    accountSid: Type.String({ pattern: patterns.accountSid, expected: wordings.accountSid }),
    apiKey: Type.Optional(Type.String({ pattern: patterns.apiKey, expected: wordings.apiKey })),
    authToken: secretText,
    webhookAuthToken: Type.Optional(secretText),
    region: Type.Optional(place),
    edge: Type.Optional(place),
    baseUrl: Type.Optional(
      Type.String({ maxLength: 300, pattern: patterns.httpUrl, expected: wordings.httpUrl }),
    ),
    mode: Type.Optional(
      Type.Union([Type.Literal("test"), Type.Literal("live")], { expected: '"test" or "live"' }),
    ),
  },
  { additionalProperties: false },
);

/** One Twilio account: its credentials and where its API is. Without `mode` it counts as live. */
export type TwilioProfile = Static<typeof schema>;

/** The settings of a Twilio profile, what people may see of them, and which are secret. */
export const profileSettings = defineSettings({
  schema,
  fields: {
    accountSid: { title: "Account SID", secret: false },
    apiKey: { title: "API Key (optional)", secret: false },
    authToken: { title: "Auth Token/API Key Secret", secret: true },
    webhookAuthToken: { title: "Auth Token for webhook signatures (optional)", secret: true },
    region: { title: "Region (optional)", secret: false },
    edge: { title: "Edge (optional)", secret: false },
    baseUrl: { title: "Base URL (optional)", secret: false },
    mode: { title: "Test or live", secret: false },
  },
  hints(settings) {
    const { accountSid, apiKey, region, edge, baseUrl, mode } = settings;
    return {
      accountSid: shorten(accountSid),
      ...(apiKey === undefined ? {} : { apiKey: shorten(apiKey) }),
      ...(region === undefined ? {} : { region }),
      ...(edge === undefined ? {} : { edge }),
      ...(baseUrl === undefined ? {} : { baseUrl: new URL(baseUrl).origin }),
      mode: mode ?? "live",
    };
  },
});

function shorten(sid: string): string {
  return `${sid.slice(0, 2)}…${sid.slice(-4)}`;
}

/** What the schema cannot say about a profile: that its base URL is an origin and nothing more. */
export function checkProfile(settings: TwilioProfile): Problem[] {
  if (settings.baseUrl === undefined || isBareOrigin(settings.baseUrl)) return [];
  return [
    {
      path: "baseUrl",
      code: "PROPERTY_INVALID",
      message: 'The property "baseUrl" must be an origin: scheme, host and port.',
      hint: "Leave out user names, passwords, paths, queries and fragments.",
    },
  ];
}

function isBareOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const rest = url.username + url.password + url.search + url.hash;
  return url.pathname === "/" && rest === "" && !/[?#@]/u.test(text);
}

/**
 * Where a profile's requests go.
 *
 * Source: the library rewrites `api.twilio.com` the same way (`lib/base/BaseTwilio.js` of 6.2.0): an
 * edge alone means the region us1.
 */
export function originOf(settings: TwilioProfile): string {
  const { baseUrl, edge, region } = settings;
  if (baseUrl !== undefined) return new URL(baseUrl).origin;
  const home = region ?? (edge === undefined ? undefined : "us1");
  return `https://${["api", edge, home, "twilio.com"].filter((part) => part).join(".")}`;
}

/** Whether a profile is marked as one for tests; without a mark it counts as live. */
export function isTest(settings: TwilioProfile): boolean {
  return settings.mode === "test";
}

/** Names an account and the place it lives at, so that a simulated one is never taken for a real one. */
export function accountOf(settings: TwilioProfile): string {
  return `${settings.accountSid}@${originOf(settings)}`;
}
