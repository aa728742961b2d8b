import { AppsError, type FlowDirectory, type FlowForm } from "../../apps/index.ts";
import { HookError, hookUnknown } from "./errors.ts";

/** The app and the hook in an address. */
export interface HookAddress {
  readonly app: string;
  readonly hook: string;
}

/**
 * Finds the form that an address stands for.
 *
 * @throws HookError `HOOK_UNKNOWN`: the same for an unknown app, an unknown flow, one that is no
 * Web Hook and one that is not published.
 */
export async function findHook(
  flows: FlowDirectory,
  { app, hook }: HookAddress,
  isDraft: boolean,
): Promise<FlowForm> {
  const form = await (isDraft ? flows.draft(app, hook) : flows.live(app, hook)).catch(noneIfNoApp);
  if (form === null || form.kind !== "web-hook") throw new HookError(hookUnknown);
  return form;
}

function noneIfNoApp(error: unknown): null {
  if (error instanceof AppsError && error.code === "APP_UNKNOWN") return null;
  throw error;
}
