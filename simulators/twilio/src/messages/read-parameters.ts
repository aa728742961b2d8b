import type { Form } from "./form.ts";
import { TwilioError } from "./twilio-error.ts";

/** Refuses values that Twilio cannot read, in parameters that otherwise change nothing here. */
export function checkPlainParameters(form: Form): void {
  for (const name of ["ProvideFeedback", "ForceDelivery", "ShortenUrls"]) readBoolean(form, name);
  for (const [name, allowed] of Object.entries(choices)) readChoice(form, name, allowed);
  readNumber(form, "Attempt", /^\d+$/);
  readNumber(form, "MaxPrice", /^\d*\.?\d+$/);
}

const choices: Record<string, readonly string[]> = {
  ContentRetention: ["retain", "discard"],
  AddressRetention: ["retain", "obfuscate"],
  TrafficType: ["free"],
  RiskCheck: ["enable", "disable"],
  MessageIntent: [
    "otp",
    "notifications",
    "marketing",
    "fraud",
    "security",
    "customercare",
    "delivery",
    "education",
    "polling",
    "announcements",
    "events",
  ],
};

/** False when the parameter is absent. Errors: 20001 for anything but true and false. */
export function readBoolean(form: Form, name: string): boolean {
  const text = form.one(name)?.toLowerCase();
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new TwilioError(20001, `${name} must be true or false`);
}

/** Undefined when the parameter is absent. Errors: 20001 for what is not such a number. */
export function readNumber(form: Form, name: string, shape: RegExp): number | undefined {
  const text = form.one(name);
  if (text === undefined) return undefined;
  if (shape.test(text)) return Number(text);
  throw new TwilioError(20001, `${name} is not a valid number`);
}

function readChoice(form: Form, name: string, allowed: readonly string[]): void {
  const text = form.one(name);
  if (text === undefined || allowed.includes(text)) return;
  throw new TwilioError(20001, `${name} must be one of: ${allowed.join(", ")}`);
}
