/** An element of an XML document; its text is that of its own level, put together. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const depthMax = 50;

/**
 * Reads a small XML document: elements, attributes, text, CDATA, comments, the five entities and
 * numbered characters. Document types are refused. Null when it is not well formed.
 */
export function parseXml(document: string): XmlElement | null {
  const source = document.replace(/^\uFEFF/, "").trim();
  const root: XmlElement = { name: "", attributes: new Map(), children: [], text: "" };
  const open: XmlElement[] = [root];
  const token =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    const top = open.at(-1);
    if (match === null || top === undefined || open.length > depthMax) return null;
    const [, cdata, closing, name, attributes = "", selfClosing, text] = match;
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) {
      const decoded = decode(text);
      if (decoded === null) return null;
      top.text += decoded;
    } else if (name !== undefined && closing === "/") {
      if (top.name !== name || open.length === 1) return null;
      open.pop();
    } else if (name !== undefined) {
      const read = readAttributes(attributes);
      if (read === null) return null;
      const element: XmlElement = { name, attributes: read, children: [], text: "" };
      top.children.push(element);
      if (selfClosing === "") open.push(element);
    }
  }
  const [only] = root.children;
  const isWhole = open.length === 1 && root.children.length === 1 && root.text.trim() === "";
  return isWhole && only !== undefined ? only : null;
}

function readAttributes(text: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const [, name = "", double, single = ""] = match;
    const value = decode(double ?? single);
    if (value === null || attributes.has(name)) return null;
    attributes.set(name, value);
  }
  return attributes;
}

/** Null when there is an ampersand that begins no entity, or an entity that nobody knows. */
function decode(text: string): string | null {
  if (!text.includes("&")) return text;
  let isSound = true;
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));|&/g, (...match) => {
    const [, decimal, hex, name] = match as (string | undefined)[];
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    const character = name === undefined ? fromCode(code) : entities[name];
    isSound &&= character !== undefined;
    return character ?? "";
  });
  return isSound ? decoded : null;
}

function fromCode(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
