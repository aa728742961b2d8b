import { Type } from "typebox";

const headerName = Type.String({
  pattern: "^[a-z][a-z0-9-]{0,62}$",
  expected: "the name of a header in lower-case letters, digits and dashes",
});

const signature = Type.Object(
  {
    header: Type.Optional(headerName),
    timestampHeader: Type.Optional(headerName),
    windowSeconds: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: 3600,
        expected: "a whole number of seconds from 10 to 3600",
        description: "How far the signed time may be off; 300 when left out.",
      }),
    ),
  },
  {
    additionalProperties: false,
    expected: "null or an object",
    misplaced: { secret: "Set it with PUT …/flows/{flow}/signing-secret." },
    description:
      "Callers sign time and body with the flow's signing secret, which has an address of its own. " +
      "Headers when left out: x-trunkline-signature and x-trunkline-timestamp.",
  },
);

const origin = Type.String({
  maxLength: 300,
  pattern: "^https?://[a-z0-9.-]+(?::\\d{1,5})?$",
  expected: "an origin such as https://shop.example.com, without a path",
});

const cors = Type.Object(
  {
    origins: Type.Array(origin, {
      minItems: 1,
      maxItems: 100,
      description: "The origins whose pages may call the hook and read its answers.",
    }),
  },
  { additionalProperties: false, expected: "null or an object" },
);

/**
 * A flow's settings as a flow file gives them: all may be left out. What a schema cannot say is
 * checked by the server: that `callerNetworks` are networks.
 */
export const HookSettingsInput = Type.Object(
  {
    method: Type.Optional(
      Type.Union(
        [
          Type.Literal("GET"),
          Type.Literal("POST"),
          Type.Literal("PUT"),
          Type.Literal("PATCH"),
          Type.Literal("DELETE"),
        ],
        {
          expected: '"GET", "POST", "PUT", "PATCH" or "DELETE"',
          description: "POST when left out.",
        },
      ),
    ),
    timeLimitSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 300,
        expected: "a whole number of seconds from 1 to 300",
        description: "When the caller is answered with 504 at the latest; 30 when left out.",
      }),
    ),
    bodyMaxBytes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 8_388_608,
        expected: "a whole number of bytes from 1 to 8388608",
        description: "1 MiB when left out.",
      }),
    ),
    access: Type.Optional(
      Type.Union([Type.Literal("key"), Type.Literal("public")], {
        expected: '"key" or "public"',
        description: "`public` lets anybody call the hook; `key` when left out.",
      }),
    ),
    ratePerMinute: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()], {
        expected: "null or a whole number from 1 to 1000000",
        description: "Requests of one caller in a minute; null and left out: no limit.",
      }),
    ),
    callerNetworks: Type.Optional(
      Type.Array(Type.String({ maxLength: 50 }), {
        maxItems: 100,
        expected: "a list of at most 100 networks, such as 203.0.113.0/24 or 2001:db8::/32",
        description: "Networks that may call the hook; all when empty or left out.",
      }),
    ),
    signature: Type.Optional(Type.Union([signature, Type.Null()])),
    cors: Type.Optional(Type.Union([cors, Type.Null()])),
    response: Type.Optional(
      Type.Literal("whole", {
        expected: '"whole"',
        hint: 'Responses that are "piped" or "chunked" come with Custom Code, which this release does not have.',
      }),
    ),
    retainRunsDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3650,
        expected: "a whole number of days from 1 to 3650",
        description: "How long the flow's runs are kept; 30 when left out.",
      }),
    ),
  },
  { additionalProperties: false, expected: "an object" },
);
export type HookSettingsInput = Type.Static<typeof HookSettingsInput>;

/** A flow's settings with nothing left out: what hooks and runs work with. */
export interface HookSettings {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly timeLimitSeconds: number;
  readonly bodyMaxBytes: number;
  readonly access: "key" | "public";
  /** Requests of one caller in a minute; null: as many as come. */
  readonly ratePerMinute: number | null;
  /** IPv4 and IPv6 networks in CIDR form; empty: all callers. */
  readonly callerNetworks: readonly string[];
  /** The secret is not here: it is sealed with the flow. */
  readonly signature: {
    readonly header: string;
    readonly timestampHeader: string;
    readonly windowSeconds: number;
  } | null;
  readonly cors: { readonly origins: readonly string[] } | null;
  readonly response: "whole";
  readonly retainRunsDays: number;
}

const whenLeftOut: HookSettings = {
  method: "POST",
  timeLimitSeconds: 30,
  bodyMaxBytes: 1_048_576,
  access: "key",
  ratePerMinute: null,
  callerNetworks: [],
  signature: null,
  cors: null,
  response: "whole",
  retainRunsDays: 30,
};

const signatureWhenLeftOut = {
  header: "x-trunkline-signature",
  timestampHeader: "x-trunkline-timestamp",
  windowSeconds: 300,
} as const;

/** Fills in what checked settings leave out. */
export function completeHookSettings(given: HookSettingsInput): HookSettings {
  const { signature: own } = given;
  return {
    ...whenLeftOut,
    ...given,
    signature: own === undefined || own === null ? null : { ...signatureWhenLeftOut, ...own },
  };
}
