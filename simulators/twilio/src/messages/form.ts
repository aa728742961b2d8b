import { parse, type ParsedUrlQuery } from "node:querystring";

const keysMax = 1000;

/** A form or a query string: every name with all its values, in their order. */
export class Form {
  readonly #values: ParsedUrlQuery;

  constructor(values: ParsedUrlQuery) {
    this.#values = values;
  }

  /** Never throws: what cannot be decoded becomes replacement characters, as with Twilio. */
  static parse(text: string): Form {
    return new Form(parse(text, "&", "=", { maxKeys: keysMax }));
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** The first value; undefined when the name was not given. Empty texts count as given. */
  one(name: string): string | undefined {
    const value = this.#values[name];
    return Array.isArray(value) ? value[0] : value;
  }

  all(name: string): readonly string[] {
    const value = this.#values[name];
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }
}
