/** A fault and where it is, counted in characters from 0. */
export interface ScanFault {
  readonly at: number;
  readonly message: string;
}

/** Deeper than a workspace at its limits, and less than the server takes. */
const levelsMax = 5800;
const blank = /[\t\n\r ]*/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const word = /[A-Za-z]+/uy;
const words: ReadonlySet<string> = new Set(["true", "false", "null"]);
const escape = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/uy;
const identifier = /^[A-Za-z_$][\w$-]{0,39}$/u;

class Fault extends Error {
  override readonly name = "Fault";
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/**
 * Walks over a text as JSON and says what is wrong with it: `JSON.parse` does not tell where, takes
 * a name that stands twice without a word, and quotes the text in its errors.
 */
export class JsonScanner {
  readonly #text: string;
  /** The objects (with the names they have so far) and lists (null) that are open. */
  readonly #open: (Set<string> | null)[] = [];
  /** Whether what was opened last still waits for its first entry. */
  #isFresh = false;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first fault; null when there is none. */
  scan(): ScanFault | null {
    try {
      this.#scanAll();
      return null;
    } catch (error) {
      if (error instanceof Fault) return { at: error.at, message: error.message };
      throw error;
    }
  }

  #scanAll(): void {
    this.#value();
    for (let holder = this.#open.at(-1); holder !== undefined; holder = this.#open.at(-1)) {
      this.#skipBlank();
      const close = holder === null ? "]" : "}";
      const isFirst = this.#isFresh;
      this.#isFresh = false;
      if (isFirst) this.#entry(holder);
      else if (this.#take(close)) this.#open.pop();
      else if (this.#take(",")) this.#entry(holder);
      else throw this.#unexpected(`"," or "${close}" is missing`);
    }
    this.#skipBlank();
    if (this.#at < this.#text.length) throw this.#unexpected("something follows after the end");
  }

  /** A value; what is in an object or list is for the loop above, so that nothing calls itself. */
  #value(): void {
    this.#skipBlank();
    if (this.#take("{")) this.#begin(new Set(), "}");
    else if (this.#take("[")) this.#begin(null, "]");
    else if (this.#peek() === '"') this.#skipText();
    else if (this.#match(number) === null) this.#word();
  }

  #begin(holder: Set<string> | null, close: string): void {
    if (this.#open.length >= levelsMax) throw this.#fault(`deeper than ${levelsMax} levels`);
    this.#skipBlank();
    if (this.#take(close)) return;
    this.#open.push(holder);
    this.#isFresh = true;
  }

  #entry(names: Set<string> | null): void {
    this.#skipBlank();
    const close = names === null ? "]" : "}";
    if (this.#peek() === close) throw this.#fault('a "," stands before the end');
    if (names !== null) this.#name(names);
    this.#value();
  }

  #name(names: Set<string>): void {
    const start = this.#at;
    if (this.#peek() !== '"') throw this.#unexpected("a name in double quotes is missing");
    const name = JSON.parse(this.#skipText()) as string;
    if (names.has(name)) {
      const shown = identifier.test(name) ? ` "${name}"` : "";
      throw new Fault(start, `the name${shown} stands twice in one object`);
    }
    names.add(name);
    this.#skipBlank();
    if (!this.#take(":")) throw this.#unexpected('a ":" is missing after the name');
  }

  /** Goes to the end of a text and gives it as it stands there. */
  #skipText(): string {
    const start = this.#at;
    for (this.#at += 1; !this.#take('"');) {
      const next = this.#peek();
      if (next === undefined || next === "\n" || next === "\r") {
        throw new Fault(start, "a text is not closed on its line");
      }
      if (next < " ")
        throw this.#fault("a control character stands in a text; write it as an escape");
      if (next !== "\\") this.#at += 1;
      else if (this.#match(escape) === null) throw this.#fault("no such escape exists in a text");
    }
    return this.#text.slice(start, this.#at);
  }

  #word(): void {
    const start = this.#at;
    const found = this.#match(word);
    if (found !== null && words.has(found)) return;
    this.#at = start;
    throw this.#unexpected("a value is missing");
  }

  #unexpected(message: string): Fault {
    const next = this.#peek();
    if (next === undefined) return this.#fault("the file breaks off");
    if (next === "'") return this.#fault("texts stand in double quotes");
    if (next === "/") return this.#fault("JSON has no comments");
    return this.#fault(message);
  }

  #fault(message: string): Fault {
    return new Fault(this.#at, message);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #skipBlank(): void {
    this.#match(blank);
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}
