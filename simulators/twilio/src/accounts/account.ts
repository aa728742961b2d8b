/** A key that opens an account instead of its auth token. */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
}

/** A messaging service and the numbers it sends from, preferred one first. */
export interface MessagingService {
  readonly sid: string;
  readonly senders: string[];
}

/** Whether an account may be used. */
export type AccountStatus = "active" | "suspended" | "closed";

/** A simulated Twilio account, as kept in the accounts file and told by `GET /simulator/accounts`. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKeys: readonly ApiKey[];
  /** E.164 numbers that this account may send from. */
  readonly numbers: string[];
  readonly services: MessagingService[];
  /** Test credentials: nothing is stored, and the magic numbers have their meaning. */
  readonly test: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The account that made this one; absent for an account of its own. */
  readonly ownerAccountSid?: string;
  friendlyName?: string;
  /** Active when absent. */
  status?: AccountStatus;
}
