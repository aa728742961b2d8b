import { etagOf } from "../../version-header.ts";

/** What is used of a reply. Its route's schema says what the text is; `never` fits them all. */
interface TextReply {
  header(name: string, value: string): unknown;
  type(contentType: string): unknown;
  send(payload: never): unknown;
}

/** Answers with JSON text as it is, and the ETag of the version that it shows. */
export function sendText<Reply extends TextReply>(reply: Reply, text: string, version: number) {
  reply.header("etag", etagOf(version));
  reply.type("application/json; charset=utf-8");
  reply.send(text as never);
  return reply;
}
