import { type FileHandle, open, rename, rm } from "node:fs/promises";

import { SimulatorError } from "../errors.ts";
import type { Message } from "../store/message.ts";
import type { Store, StoreChange } from "../store/store.ts";
import { type Entry, format, type Settings, version } from "./entry.ts";
import type { SavedState } from "./read-state.ts";

const flushMs = 100;
const batchLines = 5000;
const spareLines = 10_000;

interface StateFileOptions {
  readonly file: string;
  readonly store: Store;
  /** What is kept besides the messages, as it is now. */
  readonly settings: () => Settings;
  /** What was read from the file; null makes a new one. */
  readonly saved: SavedState | null;
  /** Called when the file can't be written any more; the simulator goes on without it. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Keeps a store and the settings in a file of one JSON object a line, a few times a second. The file
 * grows at its end; when most of it has been overtaken, a new one takes its place in one step.
 * A sudden end loses what happened since the last write, a tenth of a second.
 */
export class StateFile implements AsyncDisposable {
  readonly #options: StateFileOptions;
  readonly #changed = new Map<number, Message>();
  readonly #removed = new Set<number>();
  #isCleared = false;
  #isIdle = true;
  #settingsText = "";
  #handle: FileHandle;
  #lines: number;
  #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  readonly #stopWatching: () => void;

  private constructor(options: StateFileOptions, handle: FileHandle) {
    this.#options = options;
    this.#handle = handle;
    this.#lines = options.saved?.lines ?? 0;
    this.#stopWatching = options.store.watch((change) => this.#note(change));
    this.#timer = setInterval(() => this.#flushSoon(), flushMs).unref();
  }

  /** Begins to keep the store, which holds what was saved by now. Errors: SIMULATOR_STATE_UNREADABLE when the file cannot be written. */
  static async open(options: StateFileOptions): Promise<StateFile> {
    try {
      const handle = await open(options.file, options.saved === null ? "wx" : "r+", 0o600);
      // What a sudden end left of a line makes way for the next one.
      if (options.saved !== null) await handle.truncate(options.saved.bytes);
      await handle.close();
      const state = new StateFile(options, await open(options.file, "a"));
      await state.#flush();
      return state;
    } catch (cause) {
      throw new SimulatorError(
        "SIMULATOR_STATE_UNREADABLE",
        `The state file ${options.file} cannot be written (${cause instanceof Error ? cause.message : "unknown"}).`,
        { cause },
      );
    }
  }

  /** Writes what is left and closes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#stopWatching();
    await this.#writing;
    await this.#flush();
    await this.#handle.close();
  }

  #note(change: StoreChange): void {
    if (change.kind === "cleared") {
      this.#isCleared = true;
      this.#changed.clear();
      this.#removed.clear();
    } else if (change.kind === "removed") {
      this.#changed.delete(change.message.seq);
      this.#removed.add(change.message.seq);
    } else if (change.kind !== "refused") {
      this.#changed.set(change.message.seq, change.message);
    }
  }

  /** One write at a time; what comes in meanwhile is in the next one. */
  #flushSoon(): void {
    if (!this.#isIdle) return;
    this.#isIdle = false;
    this.#writing = this.#flush()
      .catch((error: Error) => {
        clearInterval(this.#timer);
        this.#stopWatching();
        this.#options.onFailure(error);
      })
      .finally(() => (this.#isIdle = true));
  }

  async #flush(): Promise<void> {
    if (this.#lines > spareLines + 2 * this.#options.store.rows().length) await this.#rewrite();
    const entries = this.#takeEntries();
    for (let start = 0; start < entries.length; start += batchLines) {
      await this.#append(this.#handle, entries.slice(start, start + batchLines));
    }
  }

  #takeEntries(): Entry[] {
    const entries: Entry[] = this.#lines === 0 ? [{ format, version }] : [];
    const settings = this.#options.settings();
    const settingsText = JSON.stringify(settings);
    if (settingsText !== this.#settingsText) entries.push({ settings });
    this.#settingsText = settingsText;
    if (this.#isCleared) entries.push({ cleared: true });
    for (const message of this.#changed.values()) entries.push({ message });
    if (this.#removed.size > 0) entries.push({ removed: [...this.#removed] });
    this.#isCleared = false;
    this.#changed.clear();
    this.#removed.clear();
    return entries;
  }

  async #append(handle: FileHandle, entries: readonly Entry[]): Promise<void> {
    await handle.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    this.#lines += entries.length;
  }

  /** The whole state in a new file, which replaces the old one once it is complete and on the disk. */
  async #rewrite(): Promise<void> {
    const { file, store } = this.#options;
    const draft = `${file}.new`;
    await rm(draft, { force: true });
    const handle = await open(draft, "wx", 0o600);
    this.#lines = 0;
    await this.#append(handle, [{ format, version }, { settings: this.#options.settings() }]);
    const rows = [...store.rows()];
    for (let start = 0; start < rows.length; start += batchLines) {
      const kept = rows.slice(start, start + batchLines).filter((message) => store.has(message));
      await this.#append(
        handle,
        kept.map((message) => ({ message })),
      );
    }
    await handle.sync();
    await rename(draft, file);
    await this.#handle.close();
    this.#handle = handle;
  }
}
