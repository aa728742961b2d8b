import { networkOf } from "../../access/index.ts";
import { RequestError } from "../errors.ts";
import { openCallerRates } from "../hooks/caller-rates.ts";

/** Slows down whoever tries keys. It counts wrong ones alone, so that right ones are never held up. */
export interface WrongKeys {
  /** Takes one wrong key; from how many milliseconds on the next is looked at, 0 for at once. */
  take(address: string): number;
}

/** From one address in a minute, or from one network of IPv6; also a program that was given an old key asks this often. */
const perMinute = 60;

/**
 * Opens the count of wrong keys. A key is looked for before it is counted, whatever was tried before
 * from its address: whoever shares one with a guesser is known as ever. What protects keys is their
 * 256 bits; this keeps a guesser from being answered quickly.
 */
export function openWrongKeys(now?: () => number): WrongKeys {
  const rates = openCallerRates(now);
  return { take: (address) => rates.take(networkOf(address), perMinute) };
}

/** What a request with a key that opens nothing is answered with. */
export function refuseKey(wrongKeys: WrongKeys, address: string): RequestError {
  const waitMs = wrongKeys.take(address);
  if (waitMs > 0) {
    return new RequestError(
      "RATE_LIMITED",
      "Too many keys that open nothing came from this address.",
      "Look at the key; right ones are taken at any time.",
      waitMs,
    );
  }
  return new RequestError(
    "KEY_WRONG",
    "The key opens nothing here.",
    "Keys are made by their user or the owner; the server's own is in the file that it named at its start.",
  );
}
