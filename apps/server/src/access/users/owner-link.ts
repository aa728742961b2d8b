import { createHash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import type { OwnerLink, Welcome } from "@trunkline/api-contract";
import { sql } from "kysely";

import type { Database } from "../../database/index.ts";
import { nobody } from "../audit/index.ts";
import { writePrivateFile } from "../private-file.ts";
import type { Client } from "./auth.ts";
import { createUser } from "./change-users.ts";
import { UsersError } from "./errors.ts";
import { refuseGuessing, signIn, type SignedIn, type SignInParts } from "./sign-in.ts";
import { changing } from "./users.ts";

/** The link by which the first owner makes himself known. It is good once, and the newest alone. */
export interface OwnerLinks {
  /**
   * Makes a link while nobody owns the server, and puts it into the file that only its user can read.
   *
   * @param url Where whoever opens it reaches the server.
   * @throws UsersError `OWNER_EXISTS`.
   */
  make(url: string): Promise<OwnerLink>;
  /** The same at a start; tells the file, or null when somebody owns the server already. */
  offer(url: string): Promise<string | null>;
  /**
   * Makes whoever shows a good link the owner, and signs him in. Of several at once one wins.
   *
   * @throws UsersError `WELCOME_LINK_WRONG`, `OWNER_EXISTS`, `USER_EXISTS`, `RATE_LIMITED`.
   */
  claim(input: Welcome, client: Client): Promise<SignedIn>;
}

const fileName = "first-owner.link";
const tokenBytes = 32;
const goodForHours = 24;

/** Opens the links of first owners. @param onChange Called when somebody has become the owner. */
export function openOwnerLinks(
  parts: SignInParts,
  dataDir: string,
  onChange: () => void,
): OwnerLinks {
  const { database } = parts;
  const file = join(dataDir, fileName);
  const make = async (url: string) => {
    if (await hasOwner(database.query)) throw ownerExists();
    const token = randomBytes(tokenBytes).toString("base64url");
    const expiresAt = await store(database, token);
    // Behind the #, as browsers send that to nobody and it stands in no log.
    const link = { url: `${url}/welcome#${token}`, expiresAt: expiresAt.toISOString() };
    await writePrivateFile(file, `${link.url}\n`);
    return link;
  };
  return {
    make,
    async offer(url) {
      if (await hasOwner(database.query)) {
        await rm(file, { force: true });
        return null;
      }
      await make(url);
      return file;
    },
    async claim(input, client) {
      const { email, password } = input;
      await becomeOwner(parts, input, client);
      onChange();
      await rm(file, { force: true });
      return signIn(parts, { email, password }, client);
    },
  };
}

async function hasOwner(query: Database["query"]): Promise<boolean> {
  const row = await query
    .selectFrom("users")
    .select("id")
    .where("is_owner", "=", true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a token in the place of the one before; the database's clock tells until when it is good. */
async function store({ query }: Database, token: string): Promise<Date> {
  const expires_at = sql<Date>`clock_timestamp() + ${goodForHours} * interval '1 hour'`;
  const row = await query
    .insertInto("owner_links")
    .values({ digest: digestOf(token), expires_at })
    .onConflict((conflict) =>
      conflict.column("only_row").doUpdateSet({ digest: digestOf(token), expires_at }),
    )
    .returning("expires_at")
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

async function becomeOwner(parts: SignInParts, input: Welcome, client: Client): Promise<void> {
  const { database, limits } = parts;
  refuseGuessing(limits, client, "the owner's link");
  const { token, name, email, password } = input;
  if (!(await isGood(database.query, token))) throw wrongLink();
  limits.giveBack(client.address, "the owner's link");
  const hash = await (await parts.auth()).hash(password);
  await changing(database, async (transaction) => {
    // Whoever deletes the row has it: others wait, and find it gone.
    const taken = await transaction
      .deleteFrom("owner_links")
      .where("digest", "=", digestOf(token))
      .returning("digest")
      .executeTakeFirst();
    if (taken === undefined) throw wrongLink();
    if (await hasOwner(transaction)) throw ownerExists();
    const deed = { actor: nobody, origin: client.address };
    return createUser(transaction, { name, email, isOwner: true }, hash, deed);
  });
}

async function isGood(query: Database["query"], token: string): Promise<boolean> {
  const row = await query
    .selectFrom("owner_links")
    .select("only_row")
    .where("digest", "=", digestOf(token))
    .where("expires_at", ">", sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  return row !== undefined;
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function wrongLink(): UsersError {
  return new UsersError(
    "WELCOME_LINK_WRONG",
    "The link was used already, is too old, or is not the newest one.",
    "Make another one: npx trunkline users owner-link",
  );
}

function ownerExists(): UsersError {
  return new UsersError(
    "OWNER_EXISTS",
    "Somebody owns this server already.",
    "Owners make further owners; a forgotten password is replaced with the server's key.",
  );
}
