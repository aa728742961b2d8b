/** The parsed form of an absolute http or https URL; null for anything else. */
export function parseHttpUrl(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
