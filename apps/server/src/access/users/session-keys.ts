import type { DataKey } from "@trunkline/vault";

/** Gives the key that signs the cookies of sessions, which all servers share. */
export interface SessionKeys {
  openForSessions(): Promise<DataKey>;
}
