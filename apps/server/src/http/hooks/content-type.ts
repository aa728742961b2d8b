import { contentTypeWrong, HookError } from "./errors.ts";

/** How a body is to be read. */
export interface ContentKind {
  readonly kind: "json" | "form" | "text";
  /** In lower case; the decoder knows it. */
  readonly charset: string;
}

const json: ContentKind = { kind: "json", charset: "utf-8" };
const form: ContentKind = { kind: "form", charset: "utf-8" };

/**
 * Says how a body is to be read by its headers.
 *
 * @throws HookError `CONTENT_TYPE_WRONG` for all but JSON, forms and text, for compressed bodies
 * and for charsets that nobody knows.
 */
export function contentKindOf(headers: {
  readonly "content-type"?: string | undefined;
  readonly "content-encoding"?: string | undefined;
}): ContentKind {
  const packing = headers["content-encoding"];
  if (packing !== undefined && packing.toLowerCase() !== "identity") throw wrong();
  const type = headers["content-type"] ?? "";
  // What nearly everybody sends.
  if (type === "application/json") return json;
  if (type === "application/x-www-form-urlencoded") return form;
  const kind = kindOf(/^[^;]*/u.exec(type)?.[0].trim().toLowerCase() ?? "");
  const charset = /;\s*charset\s*=\s*"?(?<charset>[\w:.-]+)/iu.exec(type)?.groups?.["charset"];
  if (kind === null || !isKnown(charset ?? "utf-8")) throw wrong();
  return { kind, charset: (charset ?? "utf-8").toLowerCase() };
}

function kindOf(mediaType: string): ContentKind["kind"] | null {
  if (mediaType === "application/x-www-form-urlencoded") return "form";
  if (/^application\/(?:[\w.-]+\+)?json$/u.test(mediaType)) return "json";
  return /^text\/[\w.+-]+$/u.test(mediaType) ? "text" : null;
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function wrong(): HookError {
  // The body is not read, and would come as the next request.
  return new HookError(contentTypeWrong, { headers: { connection: "close" } });
}
