export { openAccountLimits } from "./account-limits.ts";
export { keepExpiring } from "./attempts/attempt-expiry.ts";
export { listAttempts } from "./attempts/attempt-list.ts";
export { openAttempts } from "./attempts/attempts.ts";
export { CommandError } from "./errors.ts";
export { execute } from "./execute.ts";
export type { ExecutorParts } from "./executor-parts.ts";
export { openSenderRates } from "./sender-rates.ts";
export { testProfile } from "./test-profile.ts";
