import { defineCommand } from "@trunkline/service-kit";

import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { messageSchema, toMessage } from "../message.ts";
import { sidInput } from "../sid-input.ts";

/** Reads one message. */
export const readMessage = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof sidInput,
  typeof messageSchema
>({
  id: "readMessage",
  title: "Read Message",
  purpose: "Gives one message as it stands now.",
  input: sidInput,
  output: messageSchema,
  runsIn: ["cloud"],
  effect: "read",
  run: (client, { sid }) =>
    ask(client, "read", async (library) => toMessage(await library.messages(sid).fetch())),
});
