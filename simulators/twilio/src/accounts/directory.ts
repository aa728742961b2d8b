import { timingSafeEqual } from "node:crypto";

import type { Account } from "./account.ts";

interface Credential {
  readonly account: Account;
  readonly password: string;
}

/** Who may sign in, and as which account. */
export class Directory {
  readonly accounts: Account[] = [];
  readonly #credentials = new Map<string, Credential>();
  readonly #bySid = new Map<string, Account>();

  constructor(accounts: readonly Account[]) {
    for (const account of accounts) this.add(account);
  }

  add(account: Account): void {
    this.accounts.push(account);
    this.#bySid.set(account.accountSid, account);
    this.#credentials.set(account.accountSid, { account, password: account.authToken });
    for (const key of account.apiKeys) {
      this.#credentials.set(key.sid, { account, password: key.secret });
    }
  }

  /** The account behind an `Authorization: Basic` header; null when the header opens nothing. */
  signIn(header: string | undefined): Account | null {
    const pair = readBasicHeader(header);
    if (pair === null) return null;
    const credential = this.#credentials.get(pair.user);
    if (credential === undefined) return null;
    return isSameText(credential.password, pair.password) ? credential.account : null;
  }

  find(accountSid: string): Account | null {
    return this.#bySid.get(accountSid) ?? null;
  }

  /** The subaccounts of an account, oldest first. */
  below({ accountSid }: Account): Account[] {
    return this.accounts.filter(({ ownerAccountSid }) => ownerAccountSid === accountSid);
  }

  /** The account that gets the texts to this number; null when it is nobody's. */
  ownerOf(number: string): Account | null {
    return this.accounts.find(({ test, numbers }) => !test && numbers.includes(number)) ?? null;
  }
}

function readBasicHeader(header: string | undefined): { user: string; password: string } | null {
  if (header === undefined || !/^basic /i.test(header)) return null;
  const text = Buffer.from(header.slice(6), "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon === -1) return null;
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function isSameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
