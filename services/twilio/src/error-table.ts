import { type ErrorRow, errorRow } from "./error-row.ts";
import { channelErrorRows } from "./error-rows-channel.ts";
import { deliveryErrorRows } from "./error-rows-delivery.ts";
import { requestErrorRows } from "./error-rows-request.ts";

/**
 * Everything we know about Twilio's codes, by code.
 *
 * Source: Twilio's error dictionary; each row names its page.
 */
export const errorTable: ReadonlyMap<number, ErrorRow> = new Map(
  [...requestErrorRows, ...deliveryErrorRows, ...channelErrorRows].map((row) => {
    return [row[0], errorRow(row)];
  }),
);

/**
 * Codes that leave open whether the request was carried out, whatever the HTTP status.
 *
 * Source: https://www.twilio.com/docs/api/errors/20500 and the pages of 20503 and 20504.
 */
export const ambiguousCodes: ReadonlySet<number> = new Set([20500, 20503, 20504]);
