import type { ErrorReport } from "@trunkline/service-kit";
import { openText, seal } from "@trunkline/vault";

import type { ContentsKey } from "../connections/index.ts";
import type { Id } from "../database/index.ts";

/** What an attempt came to, as it is kept for whoever asks again with its key. */
export type StoredResult =
  | { readonly data: unknown; readonly error?: undefined }
  | { readonly error: ErrorReport; readonly data?: undefined };

/** Which part of an attempt a sealed text is: it opens as no other. */
type Part = "input" | "result";

/** Seals the result of an attempt. */
export function sealResult(
  contents: ContentsKey,
  app: Id<"app">,
  attempt: Id<"att">,
  result: StoredResult,
): Buffer {
  return seal(contents.key, bindingOf(app, attempt, "result"), JSON.stringify(result));
}

/** Seals the input of an attempt, which is JSON text already. */
export function sealInput(
  contents: ContentsKey,
  app: Id<"app">,
  attempt: Id<"att">,
  input: string,
): Buffer {
  return seal(contents.key, bindingOf(app, attempt, "input"), input);
}

/** Opens what `sealInput` sealed. */
export function openInput(
  contents: ContentsKey,
  app: Id<"app">,
  attempt: Id<"att">,
  sealed: Uint8Array,
): unknown {
  return JSON.parse(openText(contents.key, bindingOf(app, attempt, "input"), sealed));
}

/** Opens a stored result. */
export function openResult(
  contents: ContentsKey,
  app: Id<"app">,
  attempt: Id<"att">,
  sealed: Uint8Array,
): StoredResult {
  const text = openText(contents.key, bindingOf(app, attempt, "result"), sealed);
  return JSON.parse(text) as StoredResult;
}

function bindingOf(app: Id<"app">, attempt: Id<"att">, part: Part) {
  return { app, attempt, part };
}
