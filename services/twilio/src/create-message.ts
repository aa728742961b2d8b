import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message.js";
import messages from "twilio/lib/rest/api/v2010/account/message.js";

import type { LibraryClient } from "./client.ts";
import { formName } from "./create-options.ts";
import type { LibraryMessage } from "./message.ts";
import type { SendInput } from "./send-input.ts";

/**
 * Creates a message through the library. Its own `create` drops what it does not know; with raw
 * parameters the same form goes through the library's generic create instead.
 */
export async function createMessage(
  library: LibraryClient,
  input: SendInput,
): Promise<LibraryMessage> {
  const options = toOptions(input);
  if (input.rawParameters === undefined) {
    // The library's types know neither null nor texts for its enums; the schema has checked both.
    return library.messages.create(options as unknown as MessageListInstanceCreateOptions);
  }
  const version = library.api.v2010;
  const named = Object.entries(options).map(([name, value]) => [formName(name), value] as const);
  const answer: unknown = await version.create({
    uri: `/Accounts/${library.accountSid}/Messages.json`,
    method: "post",
    data: { ...Object.fromEntries(named), ...input.rawParameters },
    headers: { Accept: "application/json" },
  });
  return new messages.MessageInstance(version, answer as never, library.accountSid);
}

function toOptions(input: SendInput): Record<string, unknown> {
  const { toPhone, fromPhone, fromService, msg, customProps } = input;
  return {
    to: toPhone,
    ...(fromPhone === undefined ? {} : { from: fromPhone }),
    ...(fromService === undefined ? {} : { messagingServiceSid: fromService }),
    ...(msg === undefined ? {} : { body: msg }),
    ...customProps,
  };
}
