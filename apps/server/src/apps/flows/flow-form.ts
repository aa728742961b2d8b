import type { AccessRules, HookSettings } from "@trunkline/api-contract";
import type { FlowKind } from "@trunkline/flow/document";

import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";

/**
 * What a run runs on: one version of a flow, live or draft. The same object is given again for as
 * long as nothing of it has changed, so that whatever is made of it can be kept by it.
 */
export interface FlowForm {
  readonly app: Id<"app">;
  readonly appName: string;
  readonly flow: Id<"flow">;
  readonly name: string;
  readonly kind: FlowKind;
  /** The version of the document; a run belongs to it. */
  readonly version: number;
  readonly isDraft: boolean;
  /** The release that it belongs to, with the connections that its runs use; null for a draft. */
  readonly release: number | null;
  /** The rules of that release, or of the draft. */
  readonly rules: AccessRules;
  readonly settings: HookSettings;
  /** The same object for as long as the document is the same, whatever release it is in. */
  readonly workspace: unknown;
  /** Seals what runs hold. */
  readonly contents: ContentsKey;
  /** Opened with `openSigningSecret`; null when none is set. */
  readonly sealedSigningSecret: Uint8Array | null;
}
