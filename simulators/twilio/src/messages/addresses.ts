const e164 = /^\+[1-9]\d{6,14}$/;
const shortCode = /^\d{3,8}$/;
const senderId = /^(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11}$/;
const channels = ["whatsapp:", "messenger:", "rcs:"];

/** An address with its channel apart: `whatsapp:` and the like, or empty for texts. */
export interface Address {
  readonly channel: string;
  readonly name: string;
}

/** Splits the channel off an address. */
export function readAddress(text: string): Address {
  const channel = channels.find((prefix) => text.startsWith(prefix)) ?? "";
  return { channel, name: text.slice(channel.length) };
}

/** Whether the text is a phone number in E.164. */
export function isE164(text: string): boolean {
  return e164.test(text);
}

/** Whether somebody can be reached under this address: an E.164 number, or a name on a channel without numbers. */
export function isRecipient(address: Address): boolean {
  if (address.channel === "messenger:") return address.name !== "";
  return e164.test(address.name);
}

/** Whether this can be a sender: an E.164 number, a short code, an alphanumeric id, or a channel's name. */
export function isSender(address: Address): boolean {
  if (address.channel === "messenger:" || address.channel === "rcs:") return address.name !== "";
  if (address.channel !== "") return e164.test(address.name);
  return e164.test(address.name) || shortCode.test(address.name) || isSenderId(address);
}

/** Whether the sender is an alphanumeric id, which needs no number of the account. */
export function isSenderId(address: Address): boolean {
  return address.channel === "" && !e164.test(address.name) && senderId.test(address.name);
}
