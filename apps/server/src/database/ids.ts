import { randomFillSync } from "node:crypto";

/** The kinds of things that have ids; the kind stands in the text too. */
export type IdKind =
  | "app"
  | "key"
  | "prf"
  | "con"
  | "att"
  | "srv"
  | "flow"
  | "run"
  | "aud"
  | "usr"
  | "ukey"
  | "ses";

/** An id of one kind, so that one can't be passed for another. */
export type Id<Kind extends IdKind> = `${Kind}_${string}`;

const timeChars = 9;
const randomChars = 16;
const alphabet = "0123456789abcdefghijklmnopqrstuv";

/** Drawn ahead: the system is asked once for many ids, which costs far less. */
const drawn = Buffer.alloc(randomChars * 256);
let nextDrawn = drawn.length;

/** A new id: its kind, the time in base 36 (so that ids sort by age) and 80 random bits. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  const time = Date.now().toString(36).padStart(timeChars, "0");
  if (nextDrawn === drawn.length) {
    randomFillSync(drawn);
    nextDrawn = 0;
  }
  let random = "";
  for (const end = nextDrawn + randomChars; nextDrawn < end; nextDrawn += 1) {
    random += alphabet.charAt((drawn[nextDrawn] ?? 0) & 31);
  }
  return `${kind}_${time}${random}`;
}
