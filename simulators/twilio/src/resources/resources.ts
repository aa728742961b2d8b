import { createHash } from "node:crypto";

import type { Account, MessagingService } from "../accounts/account.ts";
import type { Application } from "./application.ts";
import type { IncomingNumber } from "./incoming-number.ts";
import { newServiceSettings, type ServiceSettings } from "./service-settings.ts";

/** All settings, as they are kept over restarts. */
export interface SavedResources {
  readonly numbers: readonly IncomingNumber[];
  readonly services: readonly ServiceSettings[];
  /** Absent in what was kept before there were any. */
  readonly applications?: readonly Application[];
}

/**
 * The settings of numbers and services, and the applications. Which of them an account has is said by the account; what is
 * asked for and has no settings yet gets the usual ones.
 */
export class Resources {
  readonly #numbers = new Map<string, IncomingNumber>();
  readonly #services = new Map<string, ServiceSettings>();
  readonly #applications = new Map<string, Application>();

  /** The account's numbers, newest last. */
  numbersOf(account: Account): IncomingNumber[] {
    return account.numbers.map((phoneNumber) => this.number(account, phoneNumber));
  }

  /** The settings of a number that the account has. */
  number(account: Account, phoneNumber: string, now?: number): IncomingNumber {
    const key = `${account.accountSid} ${phoneNumber}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = newNumber(account.accountSid, phoneNumber, now ?? Date.parse(account.createdAt));
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number with this sid; null when the account has none. */
  numberBySid(account: Account, sid: string): IncomingNumber | null {
    return this.numbersOf(account).find((number) => number.sid === sid) ?? null;
  }

  /** Takes a number from its account and from the services that send from it. */
  giveBack(account: Account, { phoneNumber }: IncomingNumber): void {
    for (const list of [account.numbers, ...account.services.map(({ senders }) => senders)]) {
      const index = list.indexOf(phoneNumber);
      if (index !== -1) list.splice(index, 1);
    }
    this.#numbers.delete(`${account.accountSid} ${phoneNumber}`);
  }

  service(account: Account, { sid }: MessagingService, at?: number): ServiceSettings {
    let settings = this.#services.get(sid);
    if (settings === undefined) {
      const now = at ?? Date.parse(account.createdAt);
      settings = newServiceSettings(sid, account.accountSid, now);
      this.#services.set(sid, settings);
    }
    return settings;
  }

  /** Oldest first. */
  applicationsOf(accountSid: string): Application[] {
    return [...this.#applications.values()].filter((found) => found.accountSid === accountSid);
  }

  /** Null when the account has no such application. */
  application(accountSid: string, sid: string): Application | null {
    const found = this.#applications.get(sid);
    return found?.accountSid === accountSid ? found : null;
  }

  addApplication(application: Application): void {
    this.#applications.set(application.sid, application);
  }

  removeApplication({ sid }: Application): void {
    this.#applications.delete(sid);
  }

  /** Everything that has settings, to be kept and given back. */
  save(): SavedResources {
    return {
      numbers: [...this.#numbers.values()],
      services: [...this.#services.values()],
      applications: [...this.#applications.values()],
    };
  }

  load(saved: SavedResources): void {
    for (const application of saved.applications ?? []) this.addApplication(application);
    for (const number of saved.numbers) {
      this.#numbers.set(`${number.accountSid} ${number.phoneNumber}`, number);
    }
    for (const service of saved.services) this.#services.set(service.sid, service);
  }
}

/** The service that sends from this number; null when none does. */
export function serviceOf(account: Account, sender: string): MessagingService | null {
  return account.services.find(({ senders }) => senders.includes(sender)) ?? null;
}

function newNumber(accountSid: string, phoneNumber: string, now: number): IncomingNumber {
  return {
    sid: numberSid(accountSid, phoneNumber),
    accountSid,
    phoneNumber,
    friendlyName: phoneNumber,
    smsUrl: "",
    smsMethod: "POST",
    smsFallbackUrl: "",
    smsFallbackMethod: "POST",
    smsApplicationSid: "",
    statusCallback: "",
    statusCallbackMethod: "POST",
    createdAt: now,
    updatedAt: now,
  };
}

/** The same number of the same account has the same sid in every simulator. */
function numberSid(accountSid: string, phoneNumber: string): string {
  const digest = createHash("sha256").update(`${accountSid} ${phoneNumber}`).digest("hex");
  return `PN${digest.slice(0, 32)}`;
}
