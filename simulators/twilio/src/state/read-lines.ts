import { open } from "node:fs/promises";

/** One line of a file. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** False for a last line without its line break: writing it was cut short. */
  readonly isWhole: boolean;
  /** Where the line begins in the file, in bytes. */
  readonly offset: number;
}

const lineBreak = 10;
const chunkBytes = 1 << 20;

/** Reads a file line by line, as it may be larger than a text can be. Errors: those of `open`. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  await using handle = await open(file, "r");
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let offset = 0;
  for await (const chunk of handle.createReadStream({
    highWaterMark: chunkBytes,
    autoClose: false,
  })) {
    const data: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(lineBreak); end !== -1; end = data.indexOf(lineBreak, start)) {
      number += 1;
      yield { text: data.toString("utf8", start, end), number, isWhole: true, offset };
      offset += end + 1 - start;
      start = end + 1;
    }
    rest = data.subarray(start);
  }
  if (rest.length > 0) {
    yield { text: rest.toString("utf8"), number: number + 1, isWhole: false, offset };
  }
}
