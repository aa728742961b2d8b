import { keyedHash } from "@trunkline/vault";
import pLimit from "p-limit";

import { type Database, newId } from "../../database/index.ts";
import type { Auth } from "./auth.ts";
import type { SessionKeys } from "./session-keys.ts";

/** Each takes 32 MB and a thread of the four that Node has for files and names too. */
const hashesAtOnce = 2;

/** better-auth, loaded and set up when it is first needed; hashing is done by few at once. */
export function lazyAuth(database: Database, dataKeys: SessionKeys): () => Promise<Auth> {
  let opened: Promise<Auth> | null = null;
  return () => {
    opened ??= open(database, dataKeys).catch((error: unknown) => {
      // Such as a database that was away: whoever asks next tries again.
      opened = null;
      throw error;
    });
    return opened;
  };
}

async function open(database: Database, dataKeys: SessionKeys): Promise<Auth> {
  const [key, { openAuth }] = await Promise.all([dataKeys.openForSessions(), import("./auth.ts")]);
  const secret = keyedHash(key, "cookies of sessions").toString("hex");
  const auth = await openAuth({ database, secret, newId });
  const limit = pLimit(hashesAtOnce);
  return {
    find: (cookie) => auth.find(cookie),
    hash: (password) => limit(() => auth.hash(password)),
    verify: (hash, password) => limit(() => auth.verify(hash, password)),
    signIn: (email, password, client) => limit(() => auth.signIn(email, password, client)),
  };
}
