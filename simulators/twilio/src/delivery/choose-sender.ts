import type { Account } from "../accounts/account.ts";
import type { Message } from "../store/message.ts";

/** The number of a service's pool that writes to this recipient: always the same one, and the pool shares the recipients. */
export function chooseSender(message: Message, account: Account): string | null {
  const service = account.services.find(({ sid }) => sid === message.messagingServiceSid);
  const senders = service?.senders ?? [];
  if (senders.length < 2) return senders[0] ?? null;
  let hash = 0;
  for (const character of message.to) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return senders[hash % senders.length] ?? null;
}
