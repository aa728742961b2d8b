import type { IncomingNumber } from "../../resources/incoming-number.ts";
import { rfc2822 } from "./dates.ts";

/** A number as Twilio answers it. What concerns calls is left at what a new number has. */
export function numberJson(number: IncomingNumber): Record<string, unknown> {
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    phone_number: number.phoneNumber,
    voice_url: "",
    voice_method: "POST",
    voice_fallback_url: "",
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    voice_application_sid: "",
    voice_receive_mode: "voice",
    sms_url: number.smsUrl,
    sms_method: number.smsMethod,
    sms_fallback_url: number.smsFallbackUrl,
    sms_fallback_method: number.smsFallbackMethod,
    sms_application_sid: number.smsApplicationSid,
    status_callback: number.statusCallback,
    status_callback_method: number.statusCallbackMethod,
    address_requirements: "none",
    address_sid: null,
    bundle_sid: null,
    identity_sid: null,
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    emergency_status: "Inactive",
    beta: false,
    capabilities: { fax: false, mms: true, sms: true, voice: true },
    origin: "twilio",
    status: "in-use",
    trunk_sid: null,
    api_version: "2010-04-01",
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    uri: `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
    subresource_uris: {},
  };
}
