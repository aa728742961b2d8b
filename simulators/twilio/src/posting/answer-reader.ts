import { AnswerBody, type Reading } from "./answer-body.ts";
import { type AnswerHead, readHead } from "./answer-head.ts";
import type { Answered } from "./post.ts";

const headMaxChars = 65_536;
const headEnd = "\r\n\r\n";

/** Reads one answer of HTTP/1.1, piece by piece. */
export class AnswerReader {
  #text = "";
  #head: AnswerHead | null = null;
  #body: AnswerBody | null = null;

  /** Takes in the next bytes. The buffer may be used again afterwards. */
  feed(bytes: Buffer): Reading {
    if (this.#body !== null) return this.#body.feed(bytes);
    const before = this.#text.length;
    this.#text += bytes.toString("latin1");
    const end = this.#text.indexOf(headEnd, Math.max(0, before - headEnd.length));
    if (end === -1) return this.#text.length > headMaxChars ? "broken" : "more";
    const head = readHead(this.#text.slice(0, end));
    if (head === null || end > headMaxChars || head.status === 101) return "broken";
    const rest = bytes.subarray(end + headEnd.length - before);
    this.#text = "";
    if (head.status < 200) return rest.length === 0 ? "more" : this.feed(rest);
    this.#head = head;
    this.#body = new AnswerBody(head.length);
    return this.#body.feed(rest);
  }

  /** The connection has ended: whether the answer is complete with that. */
  end(): boolean {
    return this.#body?.endsWithConnection === true;
  }

  /** How long the connection may be kept after this answer; null when the server does not say. */
  get keepMs(): number | null {
    return this.#body?.hasExtra === true ? 0 : (this.#head?.keepMs ?? null);
  }

  /** The complete answer. */
  answer(): Answered {
    const { status = 0, contentType = "", location = "", challenge = "" } = this.#head ?? {};
    const body = this.#body?.text() ?? "";
    return { kind: "answered", status, contentType, location, challenge, body };
  }
}
