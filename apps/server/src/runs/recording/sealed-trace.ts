import { openText, seal } from "@trunkline/vault";

import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import { type ReadTrace, readTrace } from "./trace.ts";

/** Seals a run's trace for its own row: it opens in no other. */
export function sealTrace(
  contents: ContentsKey,
  app: Id<"app">,
  run: Id<"run">,
  json: string,
): Buffer {
  return seal(contents.key, bindingOf(app, run), json);
}

/** Opens what `sealTrace` sealed. */
export function openTrace(
  contents: ContentsKey,
  app: Id<"app">,
  run: string,
  sealed: Uint8Array,
): ReadTrace {
  return readTrace(openText(contents.key, bindingOf(app, run), sealed));
}

function bindingOf(app: string, run: string) {
  return { app, run, part: "trace" };
}
