/** Characters that steer a terminal, break a line or turn the direction of the text. */
const unsafeCharacters = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;

/**
 * Makes a text from outside harmless on a terminal: what is not plainly visible is shown as an
 * escape such as `\n` or `\u{1b}`, so that a text message can neither move the cursor nor pretend to
 * be output of ours.
 */
export function escapeControls(text: string): string {
  return text.replaceAll(unsafeCharacters, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/**
 * The same for JSON: what a terminal would act on becomes a JSON escape, and the value stays what it
 * was. Line breaks and tabs can only stand between values there and are kept.
 */
export function escapeControlsInJson(json: string): string {
  return json.replaceAll(unsafeCharacters, (character) => {
    if ("\n\r\t".includes(character)) return character;
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}
