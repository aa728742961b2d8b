/** The SID of the messages that tests make. */
export const aSid = `SM${"0123456789abcdef".repeat(2)}`;

/** A message as commands give it. */
export function aMessage(details: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    accountSid: `AC${"0".repeat(32)}`,
    apiVersion: "2010-04-01",
    body: "Hello",
    dateCreated: "2026-01-31T10:00:00.000Z",
    dateSent: null,
    dateUpdated: "2026-01-31T10:00:00.000Z",
    direction: "outbound-api",
    errorCode: null,
    errorMessage: null,
    from: "+15005550006",
    messagingServiceSid: null,
    numMedia: "0",
    numSegments: "1",
    price: null,
    priceUnit: "USD",
    sid: aSid,
    status: "queued",
    subresourceUris: null,
    to: "+15550001111",
    uri: null,
    ...details,
  };
}
