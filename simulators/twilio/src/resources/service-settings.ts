import type { HookMethod } from "./incoming-number.ts";

/** What is set for a messaging service; its senders are with the account. */
export interface ServiceSettings {
  readonly sid: string;
  readonly accountSid: string;
  friendlyName: string;
  inboundRequestUrl: string | null;
  inboundMethod: HookMethod;
  fallbackUrl: string | null;
  fallbackMethod: HookMethod;
  statusCallback: string | null;
  useInboundWebhookOnNumber: boolean;
  stickySender: boolean;
  smartEncoding: boolean;
  mmsConverter: boolean;
  areaCodeGeomatch: boolean;
  /** Seconds. */
  validityPeriod: number;
  usecase: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** What a new service has. */
export function newServiceSettings(sid: string, accountSid: string, now: number): ServiceSettings {
  return {
    sid,
    accountSid,
    friendlyName: "Simulated service",
    inboundRequestUrl: null,
    inboundMethod: "POST",
    fallbackUrl: null,
    fallbackMethod: "POST",
    statusCallback: null,
    useInboundWebhookOnNumber: false,
    stickySender: true,
    smartEncoding: true,
    mmsConverter: true,
    areaCodeGeomatch: true,
    validityPeriod: 36_000,
    usecase: "undeclared",
    createdAt: now,
    updatedAt: now,
  };
}
