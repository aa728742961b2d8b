import { RequestError } from "../../errors.ts";
import type { HttpApp } from "../route.ts";

/** How large a flow may be. */
export const flowMaxBytes = 8 * 1024 * 1024;
/** A workspace at its limits is nested less than that, and the database takes more. */
const levelsMax = 6000;

const texts = new WeakMap<object, string>();

/**
 * Lets the routes of this scope have a JSON body's text as well as its value, for `textOf`. A body
 * that is empty counts as none.
 */
export function keepBodyTexts(app: HttpApp): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (_request: unknown, bytes: Buffer) => {
      const text = decode(bytes);
      if (text.trim() === "") return null;
      refuseTooDeep(text);
      const value = parse(text);
      if (typeof value === "object" && value !== null) texts.set(value, text);
      return value;
    },
  );
}

/** The text that a body came as. */
export function textOf(body: object): string {
  const text = texts.get(body);
  if (text === undefined) throw new Error("This body did not come with its text.");
  return text;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder's error adds nothing: that the bytes are not UTF-8 is said here.
    throw malformed("The body is not UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the text, which may hold a number or a secret.
    throw malformed("The body is not JSON.");
  }
}

/** Counts brackets outside of texts; whether they match is the parser's to say. */
function refuseTooDeep(text: string): void {
  let level = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isInText) {
      if (character === "\\") at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") {
      level += 1;
      if (level > levelsMax) {
        throw malformed(`The body is nested deeper than ${levelsMax} levels.`);
      }
    } else if (character === "}" || character === "]") level -= 1;
  }
}

function malformed(message: string): RequestError {
  return new RequestError("BODY_MALFORMED", message, "Send one JSON object in UTF-8.");
}
