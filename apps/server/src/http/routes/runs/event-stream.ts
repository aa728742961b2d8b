import { Readable } from "node:stream";

const aliveEveryMs = 15_000;

/**
 * Server-sent events out of values that say their own name as `type`. What goes wrong ends the
 * stream early. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(events: AsyncIterable<{ readonly type: string }>): Readable {
  const stream = new Readable({ read: () => undefined });
  // Opens the answer at once, and keeps proxies from closing it.
  const sayAlive = () => stream.push(": alive\n\n");
  sayAlive();
  const timer = setInterval(sayAlive, aliveEveryMs);
  stream.once("close", () => clearInterval(timer));
  void pour(events, stream).catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error("The events ended early.")),
  );
  return stream;
}

async function pour(
  events: AsyncIterable<{ readonly type: string }>,
  stream: Readable,
): Promise<void> {
  for await (const event of events) {
    if (stream.destroyed) return;
    stream.push(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  stream.push(null);
}
