/** How Twilio calls a web hook. */
export type HookMethod = "GET" | "POST";

/** A number of an account and where its inbound texts go. Empty texts mean that nothing is set, as with Twilio. */
export interface IncomingNumber {
  readonly sid: string;
  readonly accountSid: string;
  /** E.164, or a short code. */
  readonly phoneNumber: string;
  friendlyName: string;
  smsUrl: string;
  smsMethod: HookMethod;
  smsFallbackUrl: string;
  smsFallbackMethod: HookMethod;
  smsApplicationSid: string;
  statusCallback: string;
  statusCallbackMethod: HookMethod;
  /** Milliseconds since 1970, as in everything here. */
  readonly createdAt: number;
  updatedAt: number;
}
