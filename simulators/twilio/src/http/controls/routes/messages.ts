import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { FieldError, readRecord } from "../../../fields/field-error.ts";
import { indexOfSeq } from "../../../store/message-log.ts";
import type { Message } from "../../../store/message.ts";
import { viewMessage } from "../message-view.ts";

const pageSizeMax = 100_000;

interface MessagesQuery {
  readonly pageSize: number;
  readonly afterSeq: number;
  readonly to: string | undefined;
  readonly body: string | undefined;
}

/** `GET /simulator/messages`: everything stored, in all accounts, oldest first. */
export function messagesRoute(app: FastifyInstance, { store }: Context): void {
  app.get("/messages", (request) => {
    const query = readQuery(request.query);
    const found = collect(store.rows(query.to), query);
    const messages = found.slice(0, query.pageSize);
    const last = found.length > query.pageSize ? messages.at(-1) : undefined;
    return {
      messages: messages.map(viewMessage),
      nextPageToken: last === undefined ? null : String(last.seq),
    };
  });
}

/** One more than the page has, to know whether there is a next one. */
function collect(rows: readonly Message[], query: MessagesQuery): Message[] {
  const found: Message[] = [];
  for (let index = indexOfSeq(rows, query.afterSeq + 1); index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || (query.body !== undefined && row.body !== query.body)) continue;
    found.push(row);
    if (found.length > query.pageSize) break;
  }
  return found;
}

function readQuery(raw: unknown): MessagesQuery {
  const query = readRecord(raw, "", ["pageSize", "pageToken", "to", "body"]);
  const pageSize = readCount(query["pageSize"], "pageSize") ?? pageSizeMax;
  if (pageSize < 1 || pageSize > pageSizeMax) {
    throw new FieldError("pageSize", `must be a number from 1 to ${pageSizeMax}`);
  }
  return {
    pageSize,
    afterSeq: readCount(query["pageToken"], "pageToken") ?? 0,
    to: readText(query["to"], "to"),
    body: readText(query["body"], "body"),
  };
}

function readCount(value: unknown, field: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return Number(value);
  throw new FieldError(field, field === "pageToken" ? "is not one of ours" : "must be a number");
}

function readText(value: unknown, field: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new FieldError(field, "must be given once");
}
