import { newSid, isSid } from "../ids.ts";
import type { Media } from "../store/message.ts";
import type { Form } from "./form.ts";
import { parseHttpUrl } from "./http-url.ts";
import { TwilioError } from "./twilio-error.ts";

/** The longest text of a message, in characters. */
export const bodyMaxChars = 1600;
/** The most files of a message. */
export const mediaMax = 10;

/** What a message says: its text and what goes with it. */
export interface Content {
  readonly body: string;
  readonly media: readonly Media[];
}

/**
 * Reads Body, MediaUrl, ContentSid and ContentVariables.
 * Errors: 21602, 21619, 21617, 21620, 21623, 21654, 21655, 21656.
 */
export function readContent(form: Form, isServiceSend: boolean): Content {
  const body = form.one("Body") ?? "";
  const mediaUrls = form.all("MediaUrl");
  const template = readTemplate(form);
  if (body === "" && mediaUrls.length === 0 && template === null) {
    throw new TwilioError(isServiceSend ? 21619 : 21602);
  }
  if (body.length > bodyMaxChars && Array.from(body).length > bodyMaxChars)
    throw new TwilioError(21617);
  if (mediaUrls.length > mediaMax) throw new TwilioError(21623);
  return { body: template ?? body, media: mediaUrls.map(readMedia) };
}

/** The text that stands for a rendered template, as templates themselves are not simulated. */
function readTemplate(form: Form): string | null {
  const sid = form.one("ContentSid");
  const variables = form.one("ContentVariables");
  if (sid === undefined) {
    if (variables !== undefined) throw new TwilioError(21654);
    return null;
  }
  if (!isSid("HX", sid)) throw new TwilioError(21655);
  if (variables === undefined) return `[${sid}]`;
  const values = readVariables(variables).map(([name, value]) => `${name}=${value}`);
  return `[${sid} ${values.join(", ")}]`;
}

function readVariables(text: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new TwilioError(21656);
    throw error;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TwilioError(21656);
  }
  return Object.entries(value).map(([name, item]) => {
    if (typeof item !== "string" && typeof item !== "number") throw new TwilioError(21656);
    return [name, String(item)];
  });
}

const contentTypes: Record<string, string> = {
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  mp4: "video/mp4",
  mp3: "audio/mpeg",
  pdf: "application/pdf",
  vcf: "text/vcard",
};

/** A file by its address, with the type that its name promises. Errors: 21620. */
export function readMedia(url: string): Media {
  const parsed = parseHttpUrl(url);
  if (parsed === null) throw new TwilioError(21620);
  const ending = /\.([a-z0-9]+)$/i.exec(parsed.pathname)?.[1]?.toLowerCase() ?? "";
  return { sid: newSid("ME"), url, contentType: contentTypes[ending] ?? "image/jpeg" };
}
