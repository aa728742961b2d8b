import type { BodyLength } from "./answer-head.ts";

const keptMaxBytes = 65_536;
const sizeMaxChars = 1024;

/** Where the reading of a body stands. */
export type Reading = "more" | "complete" | "broken";

/** Reads the body of one answer, piece by piece. What it has beyond 64 KB is read and not kept. */
export class AnswerBody {
  readonly #length: BodyLength;
  readonly #chunks: Buffer[] = [];
  #keptBytes = 0;
  /** How many bytes are still to come of the body, or of its chunk. */
  #left: number;
  /** What has come of a line between chunks. */
  #line = "";
  #place: "size" | "data" | "data-end" | "trailer" = "size";

  constructor(length: BodyLength) {
    this.#length = length;
    this.#left = typeof length === "number" ? length : 0;
  }

  /** Whether more has come than the body has; whatever it is, nobody has asked for it. */
  hasExtra = false;

  /** Takes in the next bytes. */
  feed(bytes: Buffer): Reading {
    if (this.#length === "chunked") return this.#feedChunks(bytes);
    if (this.#length === "until-end") {
      this.#keep(bytes);
      return "more";
    }
    this.hasExtra = bytes.length > this.#left;
    const own = this.hasExtra ? bytes.subarray(0, this.#left) : bytes;
    this.#keep(own);
    this.#left -= own.length;
    return this.#left === 0 ? "complete" : "more";
  }

  /** The connection has ended; only some bodies end with it. */
  get endsWithConnection(): boolean {
    return this.#length === "until-end";
  }

  text(): string {
    return this.#chunks.length === 0 ? "" : Buffer.concat(this.#chunks).toString("utf8");
  }

  #keep(bytes: Buffer): void {
    const room = keptMaxBytes - this.#keptBytes;
    if (room <= 0 || bytes.length === 0) return;
    // The bytes are somebody's buffer, who uses it again.
    this.#chunks.push(Buffer.from(bytes.subarray(0, room)));
    this.#keptBytes += bytes.length;
  }

  #feedChunks(bytes: Buffer): Reading {
    let at = 0;
    while (at < bytes.length) {
      if (this.#place === "data") {
        const end = Math.min(bytes.length, at + this.#left);
        this.#keep(bytes.subarray(at, end));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#place = "data-end";
        continue;
      }
      const end = bytes.indexOf(10, at);
      this.#line += bytes.toString("latin1", at, end === -1 ? bytes.length : end);
      if (this.#line.length > sizeMaxChars) return "broken";
      if (end === -1) return "more";
      at = end + 1;
      const reading = this.#readLine(this.#line.trimEnd());
      this.#line = "";
      this.hasExtra = reading === "complete" && at < bytes.length;
      if (reading !== "more") return reading;
    }
    return "more";
  }

  /** A line between the chunks: the size of the next one, the end of the last one, or a trailer. */
  #readLine(line: string): Reading {
    if (this.#place === "trailer") return line === "" ? "complete" : "more";
    if (this.#place === "data-end") {
      this.#place = "size";
      return line === "" ? "more" : "broken";
    }
    const [digits = ""] = line.split(";", 1);
    if (!/^[0-9a-f]{1,12}$/i.test(digits.trim())) return "broken";
    this.#left = Number.parseInt(digits, 16);
    this.#place = this.#left === 0 ? "trailer" : "data";
    return "more";
  }
}
