import { Type } from "typebox";
import { expect, test } from "vitest";

import { defineCommand } from "./define-command.ts";
import { defineService } from "./define-service.ts";
import { KitError } from "./errors.ts";
import { defineSettings } from "./settings.ts";

const empty = Type.Object({});
const ping = defineCommand<string, object, typeof empty, typeof empty>({
  id: "ping",
  title: "Ping",
  purpose: "Does nothing.",
  input: empty,
  output: empty,
  runsIn: ["cloud"],
  effect: "read",
  run: async () => ({}),
});

function aService(commands: readonly (typeof ping)[]) {
  const schema = Type.Object({ token: Type.String() });
  return defineService({
    id: "echo",
    title: "Echo",
    profile: defineSettings({
      schema,
      fields: { token: { title: "Token", secret: true } },
      hints: () => ({}),
    }),
    connection: empty,
    accountOf: () => "one",
    isTest: () => false,
    originOf: () => "https://echo.example",
    open: ({ token }) => token,
    testProfile: async () => ({
      ok: true,
      title: "",
      message: "",
      hint: null,
      clockSkewMs: null,
      requestId: null,
    }),
    commands,
  });
}

test("finds commands by their id", () => {
  const service = aService([ping]);
  expect(service.commands.get("ping")?.title).toBe("Ping");
  expect(service.commands.get("pong")).toBeUndefined();
});

test("has no further problems with settings unless it says so", () => {
  expect(aService([ping]).checkProfile({})).toEqual([]);
  expect(aService([ping]).checkConnection({})).toEqual([]);
});

test("refuses two commands with one id", () => {
  expect(() => aService([ping, ping])).toThrow(KitError);
});
