import { isSenderId, readAddress } from "../messages/addresses.ts";
import type { Rates } from "../settings/settings.ts";

const tollFree = /^\+1(?:800|833|844|855|866|877|888)/;

/** The kind of a sender, which decides how fast it sends. */
export function senderKind(sender: string): keyof Rates {
  const address = readAddress(sender);
  if (address.channel !== "") return "channel";
  if (isSenderId(address)) return "alphanumeric";
  if (/^\d/.test(address.name)) return "shortCode";
  if (tollFree.test(address.name)) return "tollFree";
  return address.name.startsWith("+1") ? "longCode" : "other";
}
