export type { Binding } from "./binding.ts";
export {
  createDataKey,
  type DataKey,
  openDataKey,
  rewrapDataKey,
  type WrappedDataKey,
  wrappedKeyId,
} from "./data-key.ts";
export { VaultError, type VaultErrorCode } from "./errors.ts";
export { addMasterKeyToFile, createMasterKeyFile, readMasterKeyFile } from "./key-file.ts";
export { keyedHash } from "./keyed-hash.ts";
export { KeyRing } from "./key-ring.ts";
export { MasterKey } from "./master-key.ts";
export { fileProvider, fixedProvider, type MasterKeyProvider } from "./provider.ts";
export { Secret } from "./secret.ts";
export { open, openText, seal } from "./value.ts";
