import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { makeDatabase } from "../../testing/test-database.ts";
import { authOptions } from "./auth.ts";

it("finds in our tables everything that better-auth wants there", async () => {
  await using database = await makeDatabase();
  const options = authOptions({ database, secret: "s".repeat(64), newId });
  const { toBeCreated, toBeAdded } = await getMigrations(options);
  expect(toBeCreated).toEqual([]);
  expect(toBeAdded).toEqual([]);
});

it("takes no setting from the environment", async () => {
  await using database = await makeDatabase();
  const before = { ...process.env };
  Object.assign(process.env, {
    BETTER_AUTH_SECRETS: `2:${"e".repeat(64)}`,
    BETTER_AUTH_SECRET: "e".repeat(64),
    BETTER_AUTH_URL: "https://elsewhere.example",
  });
  try {
    const context = await betterAuth(authOptions({ database, secret: "s".repeat(64), newId }))
      .$context;
    expect(context.secret).toBe("s".repeat(64));
    expect(context.authCookies.sessionToken.name).toBe("trunkline.session_token");
    expect(context.authCookies.sessionToken.attributes).toMatchObject({
      secure: false,
      httpOnly: true,
      sameSite: "lax",
    });
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  }
});
