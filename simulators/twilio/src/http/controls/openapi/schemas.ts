import { clockModes } from "../../../clock/movable-clock.ts";
import { faultKinds } from "../../../faults/fault-kinds.ts";
import { outcomeStatuses } from "../../../outcomes/outcome.ts";

/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const whole: Schema = { type: "integer", minimum: 0 };
const instant: Schema = { type: "string", format: "date-time" };
const flag: Schema = { type: "boolean" };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const listOf = (items: Schema): Schema => ({ type: "array", items });
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object; what is not required may be left out. */
export function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema {
  return { type: "object", properties, required, additionalProperties: false };
}

const delayMs: Schema = { type: "number", minimum: 0, maximum: 3_600_000 };
const seed: Schema = { type: "integer", minimum: 0, maximum: 4_294_967_295 };
const match = objectOf({ method: text, path: { ...text, description: "The end of the path" } }, []);
const rateNames = ["longCode", "tollFree", "shortCode", "alphanumeric", "other", "channel"];
const rate: Schema = { type: "number", exclusiveMinimum: 0, maximum: 100_000 };
const rates = Object.fromEntries(rateNames.map((name) => [name, rate]));

const faultRequest: Readonly<Record<string, Schema>> = {
  kind: { type: "string", enum: [...faultKinds] },
  probability: { type: "number", minimum: 0, maximum: 1, default: 1 },
  times: { type: "integer", minimum: 1, description: "How often it may strike; absent is always" },
  delayMs,
  match,
  seed: { ...seed, description: "Makes this rule's chance the same in every run" },
};

const outcome: Readonly<Record<string, Schema>> = {
  to: {
    ...text,
    description: "A number, a beginning (+1555*) or a range (+15550000000..+15550000999)",
  },
  status: { type: "string", enum: [...outcomeStatuses] },
  errorCode: { type: "integer", minimum: 10_000, maximum: 99_999 },
  afterMs: { type: "number", minimum: 0, description: "How long the last step takes" },
  times: { type: "integer", minimum: 1 },
};

const message = objectOf({
  sid: text,
  seq: { ...whole, description: "Its place in the order of storing" },
  accountSid: text,
  to: text,
  from: orNull(text),
  body: text,
  status: text,
  direction: { type: "string", enum: ["inbound", "outbound-api", "outbound-reply"] },
  createdAt: instant,
  updatedAt: instant,
  sentAt: orNull(instant),
  sendAt: orNull(instant),
  messagingServiceSid: orNull(text),
  mediaUrls: listOf(text),
  numSegments: whole,
  errorCode: orNull(whole),
  errorMessage: orNull(text),
  foreign: { ...flag, description: "Sent by somebody else: the fault foreign-twin" },
});

/** The shapes that the controls take and give, by name. */
export const schemas: Readonly<Record<string, Schema>> = {
  Error: objectOf({ error: objectOf({ field: orNull(text), message: text }) }),
  Message: message,
  MessagePage: objectOf({ messages: listOf(named("Message")), nextPageToken: orNull(text) }),
  FaultRequest: objectOf(faultRequest, ["kind"]),
  Fault: objectOf({
    id: text,
    ...faultRequest,
    times: orNull(whole),
    seed: orNull(seed),
    struck: { ...whole, description: "How often it has struck" },
  }),
  FaultList: objectOf({ faults: listOf(named("Fault")) }),
  ClockChange: objectOf(
    {
      mode: { type: "string", enum: [...clockModes] },
      now: instant,
      advanceMs: { type: "number", minimum: 0 },
      factor: { type: "number", exclusiveMinimum: 0, description: "Only with the mode scaled" },
    },
    [],
  ),
  Clock: objectOf({
    mode: { type: "string", enum: [...clockModes] },
    now: instant,
    factor: { type: "number" },
    waiting: { ...whole, description: "How many tasks wait for their time" },
  }),
  Inbound: objectOf(
    { from: text, to: text, body: text, mediaUrls: { ...listOf(text), maxItems: 10 } },
    ["from", "to"],
  ),
  OutcomeRequest: objectOf(outcome, ["to", "status"]),
  SettingsChange: objectOf(
    { queues: flag, rates: objectOf(rates, []), maxConcurrent: orNull(whole), seed },
    [],
  ),
  Settings: objectOf({ queues: flag, rates: objectOf(rates), maxConcurrent: orNull(whole) }),
  Request: objectOf({
    kind: { ...text, description: "api, or the kind of web hook" },
    at: instant,
    method: text,
    path: text,
    accountSid: orNull(text),
    status: orNull(whole),
    durationMs: { type: "number" },
    note: text,
  }),
  RequestList: objectOf({ requests: listOf(named("Request")) }),
  AccountList: objectOf({
    accounts: listOf({
      type: "object",
      properties: {
        accountSid: text,
        authToken: text,
        apiKeys: listOf(objectOf({ sid: text, secret: text })),
        numbers: listOf(text),
        services: listOf(objectOf({ sid: text, senders: listOf(text) })),
        test: flag,
      },
      required: ["accountSid", "authToken", "apiKeys", "numbers", "services", "test"],
    }),
  }),
};
