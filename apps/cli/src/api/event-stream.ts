/** One server-sent event: its name, and its data as it came. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/**
 * Reads server-sent events out of an answer's bytes. Comments, by which the server shows that it is
 * alive, give none. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let waiting = "";
  for await (const chunk of chunks) {
    waiting += decoder.decode(chunk, { stream: true });
    const blocks = waiting.split("\n\n");
    waiting = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = readBlock(block);
      if (event !== null) yield event;
    }
  }
}

function readBlock(block: string): ServerEvent | null {
  let type = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, field, value = ""] = /^(event|data): ?(.*)$/u.exec(line) ?? [];
    if (field === "event") type = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? null : { type, data: data.join("\n") };
}
