import { parseXml, type XmlElement } from "./parse-xml.ts";

/** A reply that a web hook asks for. */
export interface Reply {
  readonly body: string;
  readonly mediaUrls: readonly string[];
  /** Null is whoever wrote, or the number that was written to. */
  readonly to: string | null;
  readonly from: string | null;
  /** As written, perhaps relative to the web hook. */
  readonly statusCallback: string | null;
}

/** What a web hook's answer means: replies, perhaps with an alert, or the code of what is wrong with it. */
export type HookAnswer =
  | { readonly kind: "replies"; readonly replies: readonly Reply[]; readonly alert: 14109 | null }
  | { readonly kind: "wrong"; readonly code: 11200 | 11217 | 12100 | 12200 | 12300 };

const repliesMax = 10;

/** Reads an answer to an inbound text: TwiML, plain text as the reply, or nothing for no reply. */
export function readHookAnswer(status: number, contentType: string, body: string): HookAnswer {
  if (status >= 400) return { kind: "wrong", code: 11217 };
  if (status < 200 || status > 299) return { kind: "wrong", code: 11200 };
  if (body.trim() === "") return repliesOf([]);
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "text/plain") return repliesOf([plainReply(body)]);
  if (type === "text/xml" || type === "application/xml" || type === "text/html") {
    return readTwiml(body);
  }
  return { kind: "wrong", code: 12300 };
}

function readTwiml(body: string): HookAnswer {
  const root = parseXml(body);
  if (root === null) return { kind: "wrong", code: 12100 };
  if (root.name !== "Response") return { kind: "wrong", code: 12100 };
  const messages = root.children.filter(({ name }) => name === "Message" || name === "Sms");
  const replies = messages.map(readMessageVerb);
  if (replies.some(({ body: text, mediaUrls }) => text === "" && mediaUrls.length === 0)) {
    return { kind: "wrong", code: 12200 };
  }
  return repliesOf(replies);
}

function repliesOf(replies: readonly Reply[]): HookAnswer {
  const alert = replies.length > repliesMax ? 14_109 : null;
  return { kind: "replies", replies: replies.slice(0, repliesMax), alert };
}

function plainReply(body: string): Reply {
  return { body, mediaUrls: [], to: null, from: null, statusCallback: null };
}

function readMessageVerb({ attributes, children, text }: XmlElement): Reply {
  const bodies = children.filter(({ name }) => name === "Body").map((child) => child.text);
  const media = children.filter(({ name }) => name === "Media");
  return {
    body: [text.trim(), ...bodies].join(""),
    mediaUrls: media.map((child) => child.text.trim()),
    to: attributes.get("to") ?? null,
    from: attributes.get("from") ?? null,
    statusCallback: attributes.get("statusCallback") ?? attributes.get("action") ?? null,
  };
}
