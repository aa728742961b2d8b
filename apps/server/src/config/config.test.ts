import { expect, it } from "vitest";

import { readConfig } from "./config.ts";
import { readEnvironment } from "./env.ts";
import { ConfigError } from "./errors.ts";

const configOf = (env: NodeJS.ProcessEnv) => readConfig(readEnvironment(env));

it("has a default for everything", () => {
  const config = configOf({});
  expect(config.http).toEqual({ host: "127.0.0.1", port: 4100, trustedProxies: [] });
  expect(config.dataDir).toMatch(/\.trunkline$/u);
  expect(config.attempts).toEqual({
    leaseMs: 40_000,
    requestTimeoutMs: 30_000,
    marginMs: 60_000,
    pendingWaitMs: 30_000,
  });
  expect(config.auditRetentionDays).toBe(400);
  expect(config.secrets).toEqual({ masterKeys: [], adminApiKey: null, databaseUrl: null });
});

it("takes an empty variable as one that is not set", () => {
  expect(configOf({ TRUNKLINE_PORT: "" }).http.port).toBe(4100);
});

it("reads the proxies that are trusted, parted by commas", () => {
  const { http } = configOf({ TRUNKLINE_TRUSTED_PROXIES: "10.0.0.0/8, ::1," });
  expect(http.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
});

it("tells all faults at once and repeats no value", () => {
  const env = {
    TRUNKLINE_PORT: "70000",
    TRUNKLINE_PUBLIC_URL: "ftp://user:hunter2@example.com",
    TRUNKLINE_ADMIN_API_KEY: "hunter2",
    TRUNKLINE_DATABASE_URL: "mysql://hunter2",
    TRUNKLINE_MASTER_KEY: "hunter2",
    TRUNKLINE_MASTER_KEYS: "hunter2",
    TRUNKLINE_LOG_LEVEL: "loud",
    TRUNKLINE_TRUSTED_PROXIES: "10.0.0.0/8, hunter2",
    TRUNKLINE_ATTEMPT_LEASE_SECONDS: "-1",
    TRUNKLINE_AUDIT_RETENTION_DAYS: "29",
  };
  let error: unknown;
  try {
    configOf(env);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigError);
  const { message, faults } = error as ConfigError;
  expect(faults).toHaveLength(9);
  for (const name of Object.keys(env)) expect(message).toContain(name);
  expect(message).not.toContain("hunter2");
});

it("prints no secret", () => {
  const config = configOf({
    TRUNKLINE_ADMIN_API_KEY: "k".repeat(32),
    TRUNKLINE_MASTER_KEY: "m".repeat(43),
    TRUNKLINE_DATABASE_URL: "postgres://me:hunter2@localhost/db",
  });
  const printed = JSON.stringify(config);
  expect(printed).toContain("[secret]");
  for (const secret of ["kkkk", "mmmm", "hunter2"]) expect(printed).not.toContain(secret);
});
