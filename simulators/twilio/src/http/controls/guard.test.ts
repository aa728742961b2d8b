import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeAccounts } from "../../accounts/make-accounts.ts";
import { makeContext } from "../../make-context.ts";
import { buildApp } from "../build-app.ts";

let app: FastifyInstance;

beforeEach(async () => {
  app = await buildApp(makeContext(makeAccounts(new Date()), {}));
});

afterEach(() => app.close());

async function statusFrom(remoteAddress: string, url: string): Promise<number> {
  const answer = await app.inject({ url, remoteAddress, headers: { host: "192.0.2.1:4110" } });
  return answer.statusCode;
}

describe("accounts", () => {
  it.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("are told to %s", async (from) => {
    expect(await statusFrom(from, "/simulator/accounts")).toBe(200);
  });

  it.each(["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1"])("are not told to %s", async (from) => {
    expect(await statusFrom(from, "/simulator/accounts")).toBe(403);
    expect(await statusFrom(from, "/simulator/messages")).toBe(200);
  });
});
