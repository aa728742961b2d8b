import { defineCommand } from "@trunkline/service-kit";
import { Type } from "typebox";

import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { sidInput } from "../sid-input.ts";

const output = Type.Null();
/** Both say that there is no such message (any more). */
const goneCodes: ReadonlySet<number> = new Set([20404, 30404]);

/** Deletes one message. */
export const deleteMessage = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof sidInput,
  typeof output
>({
  id: "deleteMessage",
  title: "Delete Message",
  purpose: "Deletes one message at Twilio for good; one that is already gone counts as deleted.",
  input: sidInput,
  output,
  runsIn: ["cloud"],
  effect: "repeatable",
  run: (client, { sid }) =>
    ask(client, "repeatable", async (library) => {
      try {
        await library.messages(sid).remove();
      } catch (error) {
        if (!goneCodes.has(client.requests.exchange.answer?.code ?? 0)) throw error;
      }
      return null;
    }),
});
