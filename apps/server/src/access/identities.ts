import type { Identity } from "./identity.ts";
import type { KeyIdentities } from "./keys/key-identities.ts";
import { digestOfKey, mayBeKey } from "./keys/key-text.ts";
import type { OwnerKey } from "./owner-key.ts";

/** What a session is known by: the cookies of a request. */
export type FindSession = (cookies: string) => Promise<Identity | null>;

/** Finds out who somebody is by what he shows. */
export interface Identities {
  /** By a key of any kind; null for one that is not right. */
  byKey(key: string): Identity | null | Promise<Identity | null>;
  /** By the header `Cookie` of a browser; null where no session of ours is in it. */
  bySession: FindSession;
  /** Forgets what is kept in memory: something has changed. */
  forget(): void;
}

const serverKey: Identity = {
  kind: "server-key",
  user: null,
  name: "owner",
  caller: "owner",
  isOwner: true,
  memberships: new Map(),
};

/** Opens the one place that tells who asks. */
export function openIdentities(
  ownerKey: OwnerKey,
  keys: KeyIdentities,
  bySession: FindSession,
): Identities {
  return {
    bySession,
    byKey(key) {
      const digest = digestOfKey(key);
      if (digest === ownerKey.digest) return serverKey;
      return mayBeKey(key) ? keys.find(digest) : null;
    },
    forget: () => keys.forget(),
  };
}
