interface ErrorRow {
  readonly status: number;
  readonly message: string;
}

const badRequest = (message: string): ErrorRow => ({ status: 400, message });

/**
 * Twilio's codes that the simulated API answers with, in our words.
 * Source: https://www.twilio.com/docs/api/errors (2026-04). Statuses that Twilio doesn't document are 400,
 * except 30409, which follows 20009.
 */
export const errorTable = {
  20001: badRequest("A parameter is unknown or unreadable"),
  20003: { status: 401, message: "Authenticate" },
  20004: { status: 405, message: "Method not allowed" },
  20005: { status: 403, message: "Account is not active" },
  20006: { status: 403, message: "Access denied" },
  20008: { status: 403, message: "This resource is not open to test credentials" },
  20009: {
    status: 409,
    message: "Cannot change this message because delivery has not been completed",
  },
  20404: { status: 404, message: "The requested resource was not found" },
  20429: { status: 429, message: "Too many requests in flight for this account" },
  20500: { status: 500, message: "An internal error has occurred" },
  21211: badRequest("The 'To' number is not a valid phone number"),
  21212: badRequest("The 'From' number is not a valid phone number, short code or sender id"),
  21218: badRequest("Invalid ApplicationSid"),
  21266: badRequest("'To' and 'From' numbers cannot be the same"),
  21403: badRequest("The HTTP method is not valid"),
  21408: badRequest("Permission to send to the region of the 'To' number has not been enabled"),
  21421: badRequest("The phone number is not valid"),
  21422: badRequest("The phone number is not available"),
  21502: badRequest("The URL is not valid"),
  21602: badRequest("Message body is required"),
  21603: badRequest("A 'From' phone number or 'MessagingServiceSid' is required"),
  21604: badRequest("A 'To' phone number is required"),
  21606: badRequest("The 'From' phone number is not a message-capable number of this account"),
  21609: badRequest("The 'StatusCallback' URL is not a valid URL"),
  21610: badRequest("Attempt to send to unsubscribed recipient"),
  21611: {
    status: 429,
    message: "This 'From' number has exceeded the maximum number of queued messages",
  },
  21612: badRequest("This combination of 'To' and 'From' cannot be used to send a message"),
  21614: badRequest("The 'To' number is not a valid mobile number"),
  21617: badRequest("The message body exceeds the 1600 character limit"),
  21619: badRequest("A text message body, media URLs or ContentSid must be specified"),
  21620: badRequest("Invalid media URL"),
  21623: badRequest("The number of media files exceeds the limit of 10"),
  21624: badRequest("'ValidityPeriod' must be from 1 to 36000 seconds"),
  21654: badRequest("'ContentSid' is required when 'ContentVariables' is given"),
  21655: badRequest("The ContentSid is invalid"),
  21656: badRequest("The ContentVariables parameter is invalid"),
  21701: { status: 404, message: "The Messaging Service does not exist" },
  21704: badRequest("The Messaging Service contains no phone numbers"),
  21705: badRequest("The Messaging Service sid is invalid"),
  21710: { status: 409, message: "The phone number is already in the Messaging Service" },
  21711: badRequest("The 'From' number is not in the Messaging Service's sender pool"),
  21712: badRequest("The 'From' number belongs to another Messaging Service"),
  30400: badRequest("Update either 'Body' to an empty text or 'Status' to 'canceled'"),
  30409: { status: 409, message: "Message can no longer be canceled" },
  35111: badRequest("'SendAt' timestamp is missing"),
  35114: badRequest("'SendAt' timestamp is not in the format YYYY-MM-DDTHH:MM:SSZ"),
  35115: badRequest("'SendAt' must be at least 300 seconds in the future"),
  35117: badRequest("'SendAt' must be at most 35 days in the future"),
  35118: badRequest("'MessagingServiceSid' is required to schedule a message"),
  35126: badRequest("'ScheduleType' is not supported"),
  60200: badRequest("Invalid parameter"),
  60202: { status: 429, message: "Max check attempts reached" },
  60203: { status: 429, message: "Max send attempts reached" },
} as const satisfies Record<number, ErrorRow>;

/** A code that the simulated API can answer with. */
export type TwilioErrorCode = keyof typeof errorTable;
