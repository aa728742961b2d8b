import { keyedHash, openText, seal } from "@trunkline/vault";

import type { FlowForm } from "../../apps/index.ts";
import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";

/** Where a value is kept. */
export interface KeptAddress {
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
  readonly keyHash: Buffer;
}

/** Where a flow's key leads: drafts and live flows have values of their own. */
export function addressOf({ app, contents, isDraft }: FlowForm, key: string): KeptAddress {
  const keyHash = keyedHash(contents.key, `kept value\n${isDraft ? "draft" : "live"}\n${key}`);
  return { app, contents, keyHash };
}

/** Seals a value for its own row: it opens in no other. */
export function sealKept(address: KeptAddress, json: string): Buffer {
  return seal(address.contents.key, bindingOf(address), json);
}

/** Opens what `sealKept` sealed. */
export function openKept(address: KeptAddress, sealed: Uint8Array): unknown {
  return JSON.parse(openText(address.contents.key, bindingOf(address), sealed));
}

function bindingOf({ app, keyHash }: KeptAddress) {
  return { app, keptValue: keyHash.toString("hex"), part: "value" };
}
