import type { Effect, OpenContext } from "@trunkline/service-kit";
import twilio from "twilio";

import { originOf, type TwilioProfile } from "./profile-settings.ts";
import { RequestClient } from "./request-client.ts";
import { toServiceError } from "./to-service-error.ts";

/** The official library's client. */
export type LibraryClient = twilio.Twilio;

/** What commands work with: the library bound to one profile and one call. */
export interface TwilioClient {
  readonly library: LibraryClient;
  readonly requests: RequestClient;
  readonly profile: TwilioProfile;
  readonly clock: OpenContext["clock"];
}

/**
 * Binds the library to a profile and to our own way of sending. Cheap enough for every call.
 *
 * Region, edge and log level are always given, if only as empty texts: left out, the library would
 * take them from the environment (`lib/base/BaseTwilio.js` of 6.2.0).
 */
export function openClient(profile: TwilioProfile, context: OpenContext): TwilioClient {
  const requests = new RequestClient(originOf(profile), context);
  const library = twilio(profile.apiKey ?? profile.accountSid, profile.authToken, {
    accountSid: profile.accountSid,
    region: "",
    edge: "",
    logLevel: "",
    env: {},
    httpClient: requests as unknown as twilio.RequestClient,
  });
  return { library, requests, profile, clock: context.clock };
}

/**
 * Asks the library for something and puts every failure into our form.
 *
 * @throws ServiceError for whatever goes wrong.
 */
export async function ask<Result>(
  client: TwilioClient,
  effect: Effect,
  work: (library: LibraryClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(client.library);
  } catch (error) {
    throw toServiceError(error, { effect, exchange: client.requests.exchange });
  }
}
