/** How long an answer's body is: so many bytes, said piece by piece, or whatever comes until the end. */
export type BodyLength = number | "chunked" | "until-end";

/** What stands before the body of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly contentType: string;
  readonly location: string;
  readonly challenge: string;
  readonly length: BodyLength;
  /** How long the server keeps the connection; 0 when it ends it with this answer, null when it does not say. */
  readonly keepMs: number | null;
}

const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;

/** Reads the lines before a body, without the empty one that ends them; null when they are no answer of HTTP/1. */
export function readHead(text: string): AnswerHead | null {
  const [first = "", ...lines] = text.split("\r\n");
  const [, minor, digits] = statusLine.exec(first) ?? [];
  if (digits === undefined) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) return null;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  const status = Number(digits);
  const length = readLength(headers, status);
  if (length === null) return null;
  return {
    status,
    contentType: headers.get("content-type") ?? "",
    location: headers.get("location") ?? "",
    challenge: headers.get("www-authenticate") ?? "",
    length,
    keepMs: length === "until-end" ? 0 : readKeepMs(headers, minor === "1"),
  };
}

function readLength(headers: ReadonlyMap<string, string>, status: number): BodyLength | null {
  if (status < 200 || status === 204 || status === 304) return 0;
  const coding = headers.get("transfer-encoding");
  if (coding !== undefined) return /\bchunked$/i.test(coding) ? "chunked" : "until-end";
  const digits = headers.get("content-length");
  if (digits === undefined) return "until-end";
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

function readKeepMs(headers: ReadonlyMap<string, string>, isUsual: boolean): number | null {
  const wish = headers.get("connection")?.toLowerCase() ?? "";
  if (wish.includes("close") || (!isUsual && !wish.includes("keep-alive"))) return 0;
  const seconds = /\btimeout=(\d{1,6})/i.exec(headers.get("keep-alive") ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
