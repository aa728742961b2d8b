const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/u;
const messageSid = /^(?:SM|MM)[0-9a-f]{32}$/u;

/**
 * What a value shows to whoever may not see it: its structure, and no text or number. Names of
 * properties are shown where they are identifiers; the SID of a message is an id as ours are.
 */
export function mask(value: unknown): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "number") return "[number]";
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner], index) => [
      identifier.test(name) ? name : `[name ${index + 1}]`,
      mask(inner),
    ]),
  );
}

function maskText(text: string): string {
  if (text === "" || messageSid.test(text)) return text;
  return `[text of ${text.length}]`;
}
