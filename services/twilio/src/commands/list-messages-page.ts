import { defineCommand, type Problem } from "@trunkline/service-kit";
import { Type } from "typebox";

import { withoutAbsent } from "../absent.ts";
import { ask, type TwilioClient } from "../client.ts";
import type { TwilioConnection } from "../connection-settings.ts";
import { criteriaSchema, defaultLimit, limitSchema, normaliseCriteria } from "../criteria.ts";
import { fetchPage } from "../fetch-page.ts";
import { messageSchema } from "../message.ts";
import { readPageToken, toPageToken } from "../page-token.ts";

const input = Type.Object(
  {
    criteria: Type.Optional(criteriaSchema),
    limit: limitSchema,
    pageToken: Type.Optional(
      Type.String({ maxLength: 500, expected: "a token that an earlier page gave" }),
    ),
  },
  {
    additionalProperties: false,
    expected: "an object",
    misplaced: { pageSize: 'Give "limit" instead.' },
  },
);
const token = Type.Union([Type.String(), Type.Null()]);
const output = Type.Object({
  messages: Type.Array(messageSchema),
  nextPageToken: token,
  previousPageToken: token,
});

/** Lists messages page by page. */
export const listMessagesPage = defineCommand<
  TwilioClient,
  TwilioConnection,
  typeof input,
  typeof output
>({
  id: "listMessagesPage",
  title: "List Messages Page",
  purpose:
    "Gives one page of messages, newest first, and tokens for the pages beside it; criteria and limit are given again with each token.",
  input,
  output,
  runsIn: ["cloud"],
  effect: "read",
  prepare: (raw) => withoutAbsent(raw),
  normalise({ criteria = {}, limit = defaultLimit, pageToken }) {
    const checked = normaliseCriteria(criteria);
    const problems = [...(checked.ok ? [] : checked.problems), ...checkToken(pageToken)];
    if (problems.length > 0) return { ok: false, problems };
    const place = pageToken === undefined ? {} : { pageToken };
    return { ok: true, value: { criteria: checked.ok ? checked.value : {}, limit, ...place } };
  },
  run: (client, { criteria = {}, limit = defaultLimit, pageToken }) =>
    ask(client, "read", async (library) => {
      const place = pageToken === undefined ? null : readPageToken(pageToken);
      const page = await fetchPage(library, { criteria, limit, place });
      return {
        messages: page.messages,
        nextPageToken: toPageToken(page.nextPageUrl),
        previousPageToken: toPageToken(page.previousPageUrl),
      };
    }),
});

function checkToken(pageToken: string | undefined): Problem[] {
  if (pageToken === undefined || readPageToken(pageToken) !== null) return [];
  return [
    {
      path: "pageToken",
      code: "PROPERTY_INVALID",
      message: 'The property "pageToken" must be a token that an earlier page gave.',
      hint: "Leave it out for the first page.",
    },
  ];
}
