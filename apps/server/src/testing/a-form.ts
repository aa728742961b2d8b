import { completeHookSettings } from "@trunkline/api-contract";
import { createDataKey, KeyRing, MasterKey } from "@trunkline/vault";

import type { FlowForm } from "../apps/index.ts";

/** A live form of the flow `order` of an app, with a contents key of its own. */
export function aForm(parts: Partial<FlowForm> = {}): FlowForm {
  return {
    app: "app_1",
    appName: "shop",
    flow: "flow_1",
    name: "order",
    kind: "web-hook",
    version: 3,
    isDraft: false,
    release: 1,
    rules: {},
    settings: completeHookSettings({}),
    workspace: {},
    contents: { id: "key_1", key: makeKey() },
    sealedSigningSecret: null,
    ...parts,
  };
}

function makeKey() {
  return createDataKey(new KeyRing([MasterKey.generate()]), { app: "app_1" }).dataKey;
}
