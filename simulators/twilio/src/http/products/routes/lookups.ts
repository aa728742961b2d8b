import type { FastifyInstance, FastifyRequest } from "fastify";

import { isE164 } from "../../../messages/addresses.ts";
import { queryOf } from "../../twilio/call.ts";
import { originOf } from "../meta-page.ts";

const packages = [
  "caller_name",
  "sim_swap",
  "call_forwarding",
  "line_status",
  "line_type_intelligence",
  "identity_match",
  "reassigned_number",
  "sms_pumping_risk",
] as const;

/** `GET /v2/PhoneNumbers/{number}`: whether it can be a number, and for those who ask what kind of line it is. */
export function lookupsRoute(app: FastifyInstance): void {
  app.get("/PhoneNumbers/:number", (request) => {
    const { number } = request.params as { number: string };
    const country = queryOf(request).one("CountryCode")?.toUpperCase();
    const phoneNumber = toE164(number, country);
    return {
      ...describe(phoneNumber),
      ...Object.fromEntries(packages.map((name) => [name, null])),
      ...lineType(request, phoneNumber),
      url: `${originOf(request)}/v2/PhoneNumbers/${encodeURIComponent(phoneNumber)}`,
    };
  });
}

/** A national number is one of the country's, of the US when none is given. */
function toE164(text: string, country: string | undefined): string {
  const digits = text.replace(/[\s().-]/g, "");
  if (digits.startsWith("+")) return digits;
  if (country === "GB") return `+44${digits.replace(/^0/, "")}`;
  return digits.length === 11 && digits.startsWith("1") ? `+${digits}` : `+1${digits}`;
}

function describe(phoneNumber: string): Record<string, unknown> {
  const errors = errorsOf(phoneNumber);
  const isValid = errors.length === 0;
  const isAmerican = phoneNumber.startsWith("+1");
  const isBritish = phoneNumber.startsWith("+44");
  const [, area = "", exchange = "", line = ""] =
    /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber) ?? [];
  return {
    calling_country_code: isValid ? (isAmerican ? "1" : isBritish ? "44" : null) : null,
    country_code: isValid ? (isAmerican ? "US" : isBritish ? "GB" : null) : null,
    phone_number: phoneNumber,
    national_format: isValid ? (isAmerican ? `(${area}) ${exchange}-${line}` : phoneNumber) : null,
    valid: isValid,
    validation_errors: errors,
  };
}

function errorsOf(phoneNumber: string): string[] {
  const digits = phoneNumber.slice(1);
  if (!/^\d+$/.test(digits)) return ["NOT_A_NUMBER"];
  const [min, max] = digits.startsWith("1") ? [11, 11] : [7, 15];
  if (digits.length < min) return ["TOO_SHORT"];
  if (digits.length > max) return ["TOO_LONG"];
  return isE164(phoneNumber) ? [] : ["INVALID_COUNTRY_CODE"];
}

/** Numbers that end in 0005 are landlines, all others mobiles. */
function lineType(request: FastifyRequest, phoneNumber: string): Record<string, unknown> {
  const fields = (queryOf(request).one("Fields") ?? "").split(",");
  if (!fields.includes("line_type_intelligence") || errorsOf(phoneNumber).length > 0) return {};
  return {
    line_type_intelligence: {
      error_code: null,
      mobile_country_code: null,
      mobile_network_code: null,
      carrier_name: "Simulated carrier",
      type: phoneNumber.endsWith("0005") ? "landline" : "mobile",
    },
  };
}
