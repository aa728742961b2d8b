import type { HttpResponse } from "@trunkline/service-kit";

/** An account, a key and a message that exist in tests only. */
export const accountSid = `AC${"0123456789abcdef".repeat(2)}`;
export const apiKey = `SK${"89abcdef01234567".repeat(2)}`;
export const serviceSid = `MG${"a1b2c3d4".repeat(4)}`;
export const contentSid = `HX${"a1b2c3d4".repeat(4)}`;
export const sid = `SM${"5f0c1d2e".repeat(4)}`;
export const requestId = `RQ${"0f".repeat(16)}`;

/** Twilio's message as it stands in an answer, with changes. */
export function aMessage(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: "Your parcel is out for delivery.",
    date_created: "Tue, 03 Feb 2026 09:14:02 +0000",
    date_sent: null,
    date_updated: "Tue, 03 Feb 2026 09:14:02 +0000",
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: "+15005550006",
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: "USD",
    sid,
    status: "queued",
    subresource_uris: { media: `${uri}/Media.json` },
    to: "+15558675310",
    uri: `${uri}.json`,
    ...changes,
  };
}

/** An answer with a JSON body and a request id. */
export function anAnswer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json", "twilio-request-id": requestId, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}

/** Twilio's answer to a create. */
export function created(changes: Record<string, unknown> = {}): HttpResponse {
  return anAnswer(201, aMessage(changes));
}

/** One of Twilio's refusals. */
export function refused(status: number, code: number, message = "Refused."): HttpResponse {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return anAnswer(status, { code, message, more_info, status });
}

/** A page of a list. */
export function aPage(
  messages: readonly unknown[],
  uris: { readonly next?: string; readonly previous?: string } = {},
): HttpResponse {
  return anAnswer(200, {
    messages,
    page: 0,
    page_size: 50,
    start: 0,
    end: Math.max(0, messages.length - 1),
    uri: "/2010-04-01/Messages.json",
    first_page_uri: "/2010-04-01/Messages.json",
    next_page_uri: uris.next ?? null,
    previous_page_uri: uris.previous ?? null,
  });
}
