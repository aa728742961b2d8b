import { timingSafeEqual } from "node:crypto";

import type { Account } from "./account.ts";

interface Credential {
  readonly account: Account;
  readonly password: string;
}

/** Who may sign in, and as which account. */
export class Directory {
  readonly accounts: readonly Account[];
  readonly #credentials = new Map<string, Credential>();

  constructor(accounts: readonly Account[]) {
    this.accounts = accounts;
    for (const account of accounts) {
      this.#credentials.set(account.accountSid, { account, password: account.authToken });
      for (const key of account.apiKeys) {
        this.#credentials.set(key.sid, { account, password: key.secret });
      }
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
