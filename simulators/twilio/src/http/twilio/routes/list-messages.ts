import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import type { Message } from "../../../store/message.ts";
import { selectPage } from "../../../store/select-page.ts";
import { accountOf, queryOf } from "../call.ts";
import { readListQuery } from "../list-query.ts";
import { messageText } from "../message-text.ts";
import { pageEnvelope } from "../paging.ts";
import { TextBuffer } from "../text-buffer.ts";

/** `GET /Accounts/{AC}/Messages.json`, newest first in the order of their making. */
export function listMessagesRoute(app: FastifyInstance, { store, clock }: Context): void {
  app.get("/Accounts/:accountSid/Messages.json", (request, reply) => {
    const { accountSid } = accountOf(request);
    const log = store.log(accountSid);
    const find = (sid: string) => store.find(accountSid, sid);
    const query = readListQuery(queryOf(request), log, find, clock.now());
    const { paging, filters, isWanted, beforeSeq } = query;
    const { messages, hasMore, previousToken } = selectPage({
      rows: log.rows(query.to),
      isWanted,
      beforeSeq,
      skip: beforeSeq === undefined ? paging.page * paging.pageSize : 0,
      limit: paging.pageSize,
    });
    const envelope = pageEnvelope({
      path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
      filters,
      paging,
      count: messages.length,
      nextAfter: hasMore ? (messages.at(-1)?.sid ?? null) : null,
      previousAfter: previousToken?.sid ?? null,
    });
    void reply.type("application/json; charset=utf-8");
    return pageBytes(envelope, messages);
  });
}

const rowBytes = 1024;

/** The JSON of a page. */
function pageBytes(envelope: object, messages: readonly Message[]): Buffer {
  const page = new TextBuffer((messages.length + 4) * rowBytes);
  page.add(JSON.stringify(envelope).slice(0, -1));
  page.add(',"messages":[');
  messages.forEach((message, index) => {
    if (index > 0) page.add(",");
    page.add(messageText(message));
  });
  page.add("]}");
  return page.bytes();
}
