import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { queryOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";
import { findMessage } from "../find-message.ts";
import { pageEnvelope, readPaging } from "../paging.ts";

/** `GET /Accounts/{AC}/Messages/{SM or MM}/Media.json`, in the order in which they were given. */
export function listMediaRoute(app: FastifyInstance, { store }: Context): void {
  app.get("/Accounts/:accountSid/Messages/:sid/Media.json", (request) => {
    const message = findMessage(request, store);
    const paging = readPaging(queryOf(request));
    const path = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}/Media`;
    const start = startOf(message.media, paging);
    const rows = message.media.slice(start, start + paging.pageSize);
    const hasMore = start + rows.length < message.media.length;
    const envelope = pageEnvelope({
      path: `${path}.json`,
      filters: [],
      paging,
      count: rows.length,
      nextAfter: hasMore ? (rows.at(-1)?.sid ?? null) : null,
      previousAfter: message.media[start - paging.pageSize - 1]?.sid ?? null,
    });
    const date = rfc2822(message.createdAt);
    const media_list = rows.map((media) => ({
      account_sid: message.accountSid,
      content_type: media.contentType,
      date_created: date,
      date_updated: date,
      parent_sid: message.sid,
      sid: media.sid,
      uri: `${path}/${media.sid}.json`,
    }));
    return { ...envelope, media_list };
  });
}

function startOf(
  media: readonly { readonly sid: string }[],
  { token, page, pageSize }: ReturnType<typeof readPaging>,
): number {
  if (token === undefined) return page * pageSize;
  return media.findIndex(({ sid }) => `PA${sid}` === token) + 1;
}
