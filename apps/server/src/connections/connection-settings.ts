import { openText, seal } from "@trunkline/vault";

import type { Id } from "../database/index.ts";
import type { ContentsKey } from "./data-keys.ts";

/** A connection's settings, opened. */
export type ConnectionSettings = Readonly<Record<string, unknown>>;

/** Seals a connection's settings for its own row: they open in no other. */
export function sealSettings(
  contents: ContentsKey,
  app: Id<"app">,
  connection: Id<"con">,
  settings: ConnectionSettings,
): Buffer {
  return seal(contents.key, bindingOf(app, connection), JSON.stringify(settings));
}

/** Opens what `sealSettings` sealed. */
export function openConnectionSettings(
  contents: ContentsKey,
  app: Id<"app">,
  connection: Id<"con">,
  sealed: Uint8Array,
): ConnectionSettings {
  const text = openText(contents.key, bindingOf(app, connection), sealed);
  return JSON.parse(text) as ConnectionSettings;
}

function bindingOf(app: Id<"app">, connection: Id<"con">) {
  return { app, connection, part: "settings" };
}
