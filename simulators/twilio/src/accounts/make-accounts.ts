import { newSid, newToken } from "../ids.ts";
import type { Account } from "./account.ts";

const demoNumber = "+15005550006";

/** The accounts of a first start: an ordinary one, then test credentials. */
export function makeAccounts(now: Date): Account[] {
  return [makeOrdinaryAccount(now), makeTestAccount(now)];
}

function makeOrdinaryAccount(now: Date): Account {
  return {
    accountSid: newSid("AC"),
    authToken: newToken(),
    apiKeys: [{ sid: newSid("SK"), secret: newToken() }],
    numbers: [demoNumber],
    services: [{ sid: newSid("MG"), senders: [demoNumber] }],
    test: false,
    createdAt: now.toISOString(),
  };
}

function makeTestAccount(now: Date): Account {
  return {
    accountSid: newSid("AC"),
    authToken: newToken(),
    apiKeys: [],
    numbers: [demoNumber],
    services: [],
    test: true,
    createdAt: now.toISOString(),
  };
}
