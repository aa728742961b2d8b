import type { ServerResponse } from "node:http";

import type { Message } from "../../store/message.ts";
import type { Store, StoreChange } from "../../store/store.ts";
import { viewMessage } from "./message-view.ts";
import { type World, WorldNews } from "./world.ts";

const latestMax = 500;
const batchMs = 50;
const worldMs = 200;
const backlogMaxBytes = 4_000_000;

/**
 * Tells open pages about messages, in batches, so that a load test doesn't drown them, and about the world around them.
 * Every page begins with the latest messages; one that falls behind is cut off and begins anew when it reconnects.
 */
export class EventFeed {
  readonly #store: Store;
  readonly #pages = new Set<ServerResponse>();
  readonly #changed = new Map<string, Message>();
  readonly #removed = new Set<string>();
  readonly #stopWatching: () => void;
  readonly #viewWorld: () => World;
  readonly #news = new WorldNews();
  readonly #worldTimer: NodeJS.Timeout;
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Store, viewWorld: () => World) {
    this.#store = store;
    this.#viewWorld = viewWorld;
    this.#worldTimer = setInterval(() => this.#lookAround(), worldMs).unref();
    this.#stopWatching = store.watch((change) => this.#note(change));
  }

  join(page: ServerResponse): void {
    this.#flush();
    page.write(`retry: 1000\n${line("world", this.#viewWorld())}`);
    page.write(event("latest", this.#store.rows().slice(-latestMax)));
    this.#pages.add(page);
    page.on("close", () => this.#pages.delete(page));
    page.on("error", () => this.#pages.delete(page));
  }

  close(): void {
    this.#stopWatching();
    clearInterval(this.#worldTimer);
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const page of this.#pages) page.end();
  }

  /** Only while somebody looks. */
  #lookAround(): void {
    if (this.#pages.size === 0) return;
    const world = this.#viewWorld();
    if (this.#news.isNews(world, performance.now())) this.#tell(line("world", world));
  }

  #note(change: StoreChange): void {
    if (this.#pages.size === 0) return;
    if (change.kind === "cleared") {
      this.#changed.clear();
      this.#removed.clear();
      this.#tell(event("latest", []));
      return;
    }
    if (change.kind === "refused") {
      const { to, code, at } = change.refusal;
      this.#tell(line("refused", { to, code, at: new Date(at).toISOString() }));
      return;
    }
    if (change.kind === "removed") this.#removed.add(change.message.sid);
    else this.#changed.set(change.message.sid, change.message);
    this.#timer ??= setTimeout(() => this.#flush(), batchMs).unref();
  }

  /** More changes than a page keeps are answered with the latest messages instead. */
  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const changed = [...this.#changed.values()].filter((message) => this.#store.has(message));
    const removed = [...this.#removed];
    this.#changed.clear();
    this.#removed.clear();
    if (changed.length > latestMax) {
      this.#tell(event("latest", this.#store.rows().slice(-latestMax)));
    } else if (changed.length > 0) {
      this.#tell(event("changed", changed));
    }
    if (removed.length > 0) this.#tell(line("removed", removed));
  }

  #tell(text: string): void {
    for (const page of this.#pages) {
      if (page.writableLength > backlogMaxBytes) page.destroy();
      else page.write(text);
    }
  }
}

function event(name: string, messages: readonly Message[]): string {
  return line(name, messages.map(viewMessage));
}

/** JSON has no line breaks of its own, so one data line carries it. */
function line(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
