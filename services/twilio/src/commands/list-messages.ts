import { defineCommand } from "@trunkline/service-kit";
import { Type } from "typebox";

import { withoutAbsent } from "../absent.ts";
import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { criteriaSchema, defaultLimit, limitSchema, normaliseCriteria } from "../criteria.ts";
import { fetchPage } from "../fetch-page.ts";
import { messageSchema } from "../message.ts";

const input = Type.Object(
  { criteria: Type.Optional(criteriaSchema), limit: limitSchema },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: {
      pageSize: 'Give "limit" instead.',
      pageToken: "Use the command listMessagesPage.",
    },
  },
);
const output = Type.Array(messageSchema);

/** Lists one page of messages. */
export const listMessages = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof input,
  typeof output
>({
  id: "listMessages",
  title: "List Messages",
  purpose: "Gives one page of messages, newest first.",
  input,
  output,
  runsIn: ["cloud"],
  effect: "read",
  prepare: (raw) => withoutAbsent(raw),
  normalise({ criteria = {}, limit = defaultLimit }) {
    const checked = normaliseCriteria(criteria);
    return checked.ok ? { ok: true, value: { criteria: checked.value, limit } } : checked;
  },
  run: (client, { criteria = {}, limit = defaultLimit }) =>
    ask(client, "read", async (library) => {
      const page = await fetchPage(library, { criteria, limit, place: null });
      return page.messages;
    }),
});
