import { randomInt } from "node:crypto";

import type { MovableClock } from "../clock/movable-clock.ts";
import { newSid } from "../ids.ts";
import { TwilioError } from "../messages/twilio-error.ts";

/** A service that sends codes and checks them. */
export interface VerifyService {
  readonly sid: string;
  readonly accountSid: string;
  friendlyName: string;
  codeLength: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  updatedAt: number;
}

/** Where a verification stands, in Twilio's words. */
export type VerificationStatus = "pending" | "approved" | "canceled" | "max_attempts_reached";

/** A code on its way to somebody. */
export interface Verification {
  readonly sid: string;
  readonly serviceSid: string;
  readonly to: string;
  readonly channel: string;
  readonly code: string;
  status: VerificationStatus;
  /** How often the code was sent and checked. */
  sends: number;
  checks: number;
  readonly createdAt: number;
  updatedAt: number;
}

const lifeMs = 600_000;
const sendsMax = 5;
const checksMax = 5;

/** The verify services of all accounts, and the codes under way. */
export class Verifications {
  readonly services: VerifyService[] = [];
  readonly #clock: MovableClock;
  readonly #pending = new Map<string, Verification>();
  readonly #bySid = new Map<string, Verification>();

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  addService(accountSid: string, friendlyName: string, codeLength: number): VerifyService {
    const now = this.#clock.now();
    const made = { accountSid, friendlyName, codeLength, createdAt: now, updatedAt: now };
    const service: VerifyService = { sid: newSid("VA"), ...made };
    this.services.push(service);
    return service;
  }

  removeService(service: VerifyService): void {
    this.services.splice(this.services.indexOf(service), 1);
  }

  /** While a code is under way, the same one is sent again. Errors: 60203 after five sends. */
  start(service: VerifyService, to: string, channel: string): Verification {
    const now = this.#clock.now();
    const under = this.findPending(service, to);
    if (under !== null) {
      if (under.sends >= sendsMax) throw new TwilioError(60203);
      under.sends += 1;
      under.updatedAt = now;
      return under;
    }
    const verification: Verification = {
      sid: newSid("VE"),
      serviceSid: service.sid,
      to,
      channel,
      code: String(randomInt(10 ** service.codeLength)).padStart(service.codeLength, "0"),
      status: "pending",
      sends: 1,
      checks: 0,
      createdAt: now,
      updatedAt: now,
    };
    this.#pending.set(keyOf(service, to), verification);
    this.#bySid.set(verification.sid, verification);
    return verification;
  }

  /** By its sid, or the one under way to this recipient; null when it is over its ten minutes. */
  find(service: VerifyService, name: string): Verification | null {
    const named = this.#bySid.get(name);
    return named?.serviceSid === service.sid ? named : this.findPending(service, name);
  }

  findPending(service: VerifyService, to: string): Verification | null {
    const found = this.#pending.get(keyOf(service, to));
    return found !== undefined && this.#isAlive(found) ? found : null;
  }

  /** Whether the code is right. Errors: 60202 after five checks. */
  check(verification: Verification, code: string): boolean {
    if (verification.checks >= checksMax) {
      this.end(verification, "max_attempts_reached");
      throw new TwilioError(60202);
    }
    verification.checks += 1;
    if (verification.code !== code) return false;
    this.end(verification, "approved");
    return true;
  }

  end(verification: Verification, status: VerificationStatus): void {
    verification.status = status;
    verification.updatedAt = this.#clock.now();
  }

  #isAlive({ status, createdAt }: Verification): boolean {
    return status === "pending" && this.#clock.now() - createdAt < lifeMs;
  }
}

function keyOf({ sid }: VerifyService, to: string): string {
  return `${sid} ${to}`;
}
