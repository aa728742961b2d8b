import twilio from "twilio";

import type { Simulator } from "../simulator.ts";
import { ordinaryAccount } from "./a-simulator.ts";

/** The official library, signed in to the simulator's ordinary account. */
export function officialClient(simulator: Simulator): twilio.Twilio {
  const { accountSid, authToken } = ordinaryAccount(simulator);
  return clientFor(simulator, accountSid, authToken);
}

/** The official library with any credentials; keys need the account beside them. */
export function clientFor(
  simulator: Simulator,
  user: string,
  password: string,
  accountSid: string = user,
): twilio.Twilio {
  const client = twilio(user, password, { accountSid });
  for (const domain of [client.api, client.messaging, client.lookups, client.verify]) {
    domain.baseUrl = simulator.url;
  }
  return client;
}

/** What the library throws for an answer of the API; anything else is thrown again. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: number; status: number }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof twilio.RestException)) throw error;
    return { code: error.code ?? 0, status: error.status };
  }
  throw new Error("The call was not refused.");
}
