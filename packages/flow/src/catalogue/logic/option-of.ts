/** What goes with a dropdown's option; for a missing or unknown one the first, as Blockly loads it. */
export function optionOf<Meaning>(
  option: string,
  meanings: Readonly<Record<string, Meaning>>,
): Meaning {
  const known = Object.hasOwn(meanings, option) ? option : Object.keys(meanings)[0];
  return meanings[known ?? ""] as Meaning;
}
