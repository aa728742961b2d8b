import type { HookMethod } from "./incoming-number.ts";

/** A TwiML application: web hooks under one sid. Empty texts mean that nothing is set. */
export interface Application {
  readonly sid: string;
  readonly accountSid: string;
  friendlyName: string;
  smsUrl: string;
  smsMethod: HookMethod;
  smsFallbackUrl: string;
  smsFallbackMethod: HookMethod;
  smsStatusCallback: string;
  messageStatusCallback: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  updatedAt: number;
}

/** What a new application has. */
export function newApplication(sid: string, accountSid: string, now: number): Application {
  return {
    sid,
    accountSid,
    friendlyName: "",
    smsUrl: "",
    smsMethod: "POST",
    smsFallbackUrl: "",
    smsFallbackMethod: "POST",
    smsStatusCallback: "",
    messageStatusCallback: "",
    createdAt: now,
    updatedAt: now,
  };
}
