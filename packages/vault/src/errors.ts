/** Everything that can go wrong in the vault; callers branch on it. */
export type VaultErrorCode =
  | "MASTER_KEY_MALFORMED"
  | "VAULT_KEY_UNKNOWN"
  | "VAULT_TAMPERED"
  | "VAULT_ENVELOPE_MALFORMED"
  | "VAULT_VERSION_UNKNOWN"
  | "VAULT_KEY_FILE_PERMISSIONS"
  | "VAULT_KEY_FILE_MALFORMED";

/** What the vault throws: `code` for callers, `message` for people; neither ever holds a secret. */
export class VaultError extends Error {
  override readonly name = "VaultError";
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
