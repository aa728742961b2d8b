import type { Account } from "../accounts/account.ts";
import type { Directory } from "../accounts/directory.ts";
import { FieldError, readRecord } from "../fields/field-error.ts";
import { newSid } from "../ids.ts";
import { isRecipient, readAddress } from "../messages/addresses.ts";
import { bodyMaxChars, mediaMax, readMedia } from "../messages/read-content.ts";
import { TwilioError } from "../messages/twilio-error.ts";
import type { Media } from "../store/message.ts";
import type { InboundText } from "./inbound.ts";

/**
 * Reads the body of `POST /simulator/inbound`, and whose number is written to.
 * Errors: FieldError names the first field that is unknown or wrong.
 */
export function readInbound(
  body: unknown,
  directory: Directory,
): { text: InboundText; account: Account } {
  const fields = readRecord(body, "", ["from", "to", "body", "mediaUrls"]);
  const from = readFrom(fields["from"]);
  const { to, account } = readTo(fields["to"], directory);
  if (from === to) throw new FieldError("from", 'must be another number than "to"');
  const text = readBody(fields["body"] ?? "");
  const media = readMediaUrls(fields["mediaUrls"] ?? []);
  if (text === "" && media.length === 0) {
    throw new FieldError("body", "must not be empty when there are no mediaUrls");
  }
  return { text: { from, to, body: text, media }, account };
}

function readFrom(value: unknown): string {
  if (typeof value === "string" && isRecipient(readAddress(value))) return value;
  throw new FieldError("from", "must be a phone number such as +15550001111");
}

function readTo(value: unknown, directory: Directory): { to: string; account: Account } {
  const account = typeof value === "string" ? directory.ownerOf(readAddress(value).name) : null;
  if (typeof value === "string" && account !== null) return { to: value, account };
  throw new FieldError("to", "must be a number of an account here");
}

function readBody(value: unknown): string {
  if (typeof value === "string" && Array.from(value).length <= bodyMaxChars) return value;
  throw new FieldError("body", `must be a text of at most ${bodyMaxChars} characters`);
}

function readMediaUrls(value: unknown): Media[] {
  if (!Array.isArray(value) || value.length > mediaMax) {
    throw new FieldError("mediaUrls", `must be a list of at most ${mediaMax} URLs`);
  }
  return value.map((url: unknown, index) => {
    if (typeof url === "string") {
      const media = readDataUrl(url) ?? readWebUrl(url);
      if (media !== null) return media;
    }
    throw new FieldError(`mediaUrls.${index}`, "must be an http, https or base64 data URL");
  });
}

/** A file that comes with the request itself. */
function readDataUrl(url: string): Media | null {
  const contentType = /^data:([\w.+-]+\/[\w.+-]+);base64,[A-Za-z0-9+/]+={0,2}$/.exec(url)?.[1];
  return contentType === undefined ? null : { sid: newSid("ME"), url, contentType };
}

function readWebUrl(url: string): Media | null {
  try {
    return readMedia(url);
  } catch (error) {
    if (error instanceof TwilioError) return null;
    throw error;
  }
}
