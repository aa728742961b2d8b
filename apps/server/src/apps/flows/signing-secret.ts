import { openText, seal } from "@trunkline/vault";

import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import type { FlowForm } from "./flow-form.ts";

/** Seals a flow's signing secret for its own row: it opens in no other. */
export function sealSigningSecret(
  contents: ContentsKey,
  address: { readonly app: Id<"app">; readonly flow: Id<"flow"> },
  secret: string,
): Buffer {
  return seal(contents.key, bindingOf(address), secret);
}

/** The secret that callers of a hook sign with; null when none is set. Keep it no longer than the check. */
export function openSigningSecret(
  form: Pick<FlowForm, "app" | "flow" | "contents" | "sealedSigningSecret">,
): string | null {
  if (form.sealedSigningSecret === null) return null;
  return openText(form.contents.key, bindingOf(form), form.sealedSigningSecret);
}

function bindingOf({ app, flow }: { readonly app: Id<"app">; readonly flow: Id<"flow"> }) {
  return { app, flow, part: "signing secret" };
}
