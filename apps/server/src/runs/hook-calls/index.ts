export { keepHookCallsExpiring } from "./hook-expiry.ts";
export {
  type ClaimedCall,
  type HookCalls,
  type KeyedRequest,
  openHookCalls,
} from "./hook-calls.ts";
export { type HookSignatures, openHookSignatures } from "./hook-signatures.ts";
