import { openText, seal } from "@trunkline/vault";

import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import type { HookResponse } from "../hook-call.ts";

/** Which run of which app an answer belongs to: it opens as no other. */
interface AnswerPlace {
  readonly contents: ContentsKey;
  readonly app: Id<"app">;
  readonly run: Id<"run">;
}

/** An answer as JSON can hold it. */
interface AnswerJson {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly base64?: string;
}

/** Seals an answer for whoever asks again. */
export function sealAnswer(place: AnswerPlace, response: HookResponse): Buffer {
  // JSON writes lone surrogates as escapes, so that every text can be sealed.
  return seal(place.contents.key, bindingOf(place), JSON.stringify(toJson(response)));
}

/** Opens a stored answer. */
export function openAnswer(place: AnswerPlace, sealed: Uint8Array): HookResponse {
  const json = JSON.parse(openText(place.contents.key, bindingOf(place), sealed)) as AnswerJson;
  const { status, headers, text, base64 } = json;
  const body = base64 === undefined ? (text ?? null) : Buffer.from(base64, "base64");
  return { status, headers, body };
}

function toJson({ status, headers, body }: HookResponse): AnswerJson {
  if (body === null) return { status, headers };
  if (typeof body === "string") return { status, headers, text: body };
  return { status, headers, base64: Buffer.from(body).toString("base64") };
}

function bindingOf({ app, run }: AnswerPlace) {
  return { app, run, part: "hook-answer" };
}
