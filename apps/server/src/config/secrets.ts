import { Secret } from "@trunkline/vault";

import type { Environment } from "./env.ts";

/** The settings that are secret, apart from the others; all print as `[secret]`. */
export interface Secrets {
  /** Master keys from the environment, the current one first; empty when the key file is used. */
  readonly masterKeys: readonly Secret[];
  /** Takes the place of the owner's API key; null for the one in the data directory. */
  readonly adminApiKey: Secret | null;
  /** A PostgreSQL of one's own; null for the embedded one. */
  readonly databaseUrl: Secret | null;
}

const adminKeyMinChars = 32;

/** Reads the secrets and adds what is wrong with them to `faults`, without repeating a value. */
export function readSecrets(env: Environment, faults: string[]): Secrets {
  if (env.masterKey !== undefined && env.masterKeys !== undefined) {
    faults.push("Set TRUNKLINE_MASTER_KEY or TRUNKLINE_MASTER_KEYS, not both.");
  }
  const adminApiKey = env.adminApiKey ?? null;
  if (adminApiKey !== null && !/^[\x21-\x7E]+$/u.test(adminApiKey)) {
    faults.push("TRUNKLINE_ADMIN_API_KEY must consist of visible ASCII characters.");
  }
  if (adminApiKey !== null && adminApiKey.length < adminKeyMinChars) {
    faults.push(`TRUNKLINE_ADMIN_API_KEY must have ${adminKeyMinChars} characters or more.`);
  }
  if (env.databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//u.test(env.databaseUrl)) {
    faults.push("TRUNKLINE_DATABASE_URL must start with postgres:// or postgresql://.");
  }
  const keys = (env.masterKeys ?? env.masterKey ?? "").split(",").map((key) => key.trim());
  return {
    masterKeys: keys.filter((key) => key !== "").map((key) => new Secret(key)),
    adminApiKey: adminApiKey === null ? null : new Secret(adminApiKey),
    databaseUrl: env.databaseUrl === undefined ? null : new Secret(env.databaseUrl),
  };
}
