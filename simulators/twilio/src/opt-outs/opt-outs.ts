import type { Account } from "../accounts/account.ts";
import { readAddress } from "../messages/addresses.ts";
import { serviceOf } from "../resources/resources.ts";
import { type OptOutType, readKeyword } from "./keywords.ts";

/** Who wants no more texts from whom. A stop holds for all numbers of a service. */
export class OptOuts {
  readonly #stopped = new Set<string>();

  /** Remembers what the text asks for; null when it is not a keyword or changes nothing. */
  hear(account: Account, { from, to, body }: InboundText): OptOutType | null {
    if (readAddress(from).channel !== "") return null;
    const keyword = readKeyword(body);
    const key = keyOf(scopeOf(account, to), from);
    const isStopped = this.#stopped.has(key);
    if (keyword === "STOP") this.#stopped.add(key);
    if (keyword === "START") this.#stopped.delete(key);
    const isIdleYes = keyword === "START" && !isStopped && body.trim().toUpperCase() === "YES";
    return isIdleYes ? null : keyword;
  }

  /** Whether the recipient has stopped texts of this sender, a number or a service's sid. */
  isStopped(account: Account, sender: string, recipient: string): boolean {
    if (this.#stopped.size === 0) return false;
    return this.#stopped.has(keyOf(scopeOf(account, sender), recipient));
  }

  clear(): void {
    this.#stopped.clear();
  }

  /** Every stop as one text, to be kept and given back. */
  save(): string[] {
    return [...this.#stopped];
  }

  load(stopped: readonly string[]): void {
    for (const key of stopped) this.#stopped.add(key);
  }
}

interface InboundText {
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

function scopeOf(account: Account, sender: string): string {
  if (sender.startsWith("MG")) return sender;
  return serviceOf(account, sender)?.sid ?? `${account.accountSid}:${sender}`;
}

function keyOf(scope: string, recipient: string): string {
  return `${scope} ${recipient}`;
}
