import { inspect } from "node:util";

const placeholder = "[secret]";

/** Base of everything that must not show what it holds, however it is printed. */
export abstract class Unprintable {
  toString(): string {
    return placeholder;
  }

  toJSON(): string {
    return placeholder;
  }

  [inspect.custom](): string {
    return placeholder;
  }
}

/** Carries a text or bytes that no log, JSON or template may show; only `reveal` gives them out. */
export class Secret<T extends string | Uint8Array = string> extends Unprintable {
  readonly #value: T;

  constructor(value: T) {
    super();
    this.#value = value;
  }

  /** The value itself: ask for it where it is used, and keep it no longer than that. */
  reveal(): T {
    return this.#value;
  }
}
