import { resolve } from "node:path";

import type { Environment } from "./env.ts";
import { ConfigError } from "./errors.ts";
import { isNetwork } from "./networks.ts";
import { type Secrets, readSecrets } from "./secrets.ts";

/** The server's settings, checked and read-only. Times are in milliseconds. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Networks whose word about who called (`X-Forwarded-For`) is taken; empty for nobody's. */
    readonly trustedProxies: readonly string[];
  };
  readonly dataDir: string;
  readonly database: { readonly poolSize: number };
  /** Where Twilio reaches this server; null when it cannot. */
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
  /** For how long entries of the audit log are kept, in days. */
  readonly auditRetentionDays: number;
  readonly attempts: AttemptTimes;
  readonly secrets: Secrets;
}

/** How long an attempt's parts may take; their meaning is in `docs/sending-once.md`. */
export interface AttemptTimes {
  /** For how long an owner may begin to send after it claimed an attempt. */
  readonly leaseMs: number;
  /** From a request's start to the end of its answer. */
  readonly requestTimeoutMs: number;
  /** Waited on top of both before an attempt counts as unknown. */
  readonly marginMs: number;
  /** For how long a caller waits for the same attempt under way elsewhere. */
  readonly pendingWaitMs: number;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/**
 * Turns the environment into settings.
 *
 * @throws ConfigError with every fault at once.
 */
export function readConfig(env: Environment): Config {
  const faults: string[] = [];
  const number = (name: string, text: string | undefined, otherwise: number, range: Range) =>
    readNumber(name, text, otherwise, range, faults);
  const seconds = (name: string, text: string | undefined, otherwise: number) =>
    number(name, text, otherwise, { least: 0.05, most: 3600 }) * 1000;
  const port = { least: 0, most: 65535, whole: true };
  const config: Config = {
    http: {
      host: env.host ?? "127.0.0.1",
      port: number("TRUNKLINE_PORT", env.port, 4100, port),
      trustedProxies: readNetworks(env.trustedProxies, faults),
    },
    dataDir: resolve(env.dataDir ?? ".trunkline"),
    database: {
      poolSize: number("TRUNKLINE_DATABASE_POOL_SIZE", env.databasePoolSize, 10, {
        least: 4,
        most: 200,
        whole: true,
      }),
    },
    publicUrl: readUrl("TRUNKLINE_PUBLIC_URL", env.publicUrl, faults),
    logLevel: readLogLevel(env.logLevel, faults),
    auditRetentionDays: number("TRUNKLINE_AUDIT_RETENTION_DAYS", env.auditRetentionDays, 400, {
      least: 30,
      most: 36500,
      whole: true,
    }),
    attempts: {
      leaseMs: seconds("TRUNKLINE_ATTEMPT_LEASE_SECONDS", env.leaseSeconds, 40),
      requestTimeoutMs: seconds("TRUNKLINE_REQUEST_TIMEOUT_SECONDS", env.requestTimeoutSeconds, 30),
      marginMs: seconds("TRUNKLINE_ATTEMPT_MARGIN_SECONDS", env.marginSeconds, 60),
      pendingWaitMs: seconds("TRUNKLINE_PENDING_WAIT_SECONDS", env.pendingWaitSeconds, 30),
    },
    secrets: readSecrets(env, faults),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

function readNumber(
  name: string,
  text: string | undefined,
  otherwise: number,
  range: Range,
  faults: string[],
): number {
  if (text === undefined) return otherwise;
  const value = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  const whole = range.whole !== true || Number.isInteger(value);
  if (whole && value >= range.least && value <= range.most) return value;
  const kind = range.whole === true ? "a whole number" : "a number";
  faults.push(`${name} must be ${kind} from ${range.least} to ${range.most}.`);
  return otherwise;
}

function readUrl(name: string, text: string | undefined, faults: string[]): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const fits = url !== null && /^https?:$/u.test(url.protocol) && url.search === "";
  if (fits && url.username === "" && url.hash === "") return url.href.replace(/\/$/u, "");
  faults.push(`${name} must be an http or https address without query and password.`);
  return null;
}

function readNetworks(text: string | undefined, faults: string[]): readonly string[] {
  const networks = (text ?? "").split(",").map((one) => one.trim());
  const given = networks.filter((one) => one !== "");
  if (given.every(isNetwork)) return given;
  faults.push(
    "TRUNKLINE_TRUSTED_PROXIES must be networks parted by commas, such as 10.0.0.0/8,fd00::/8.",
  );
  return [];
}

function readLogLevel(text: string | undefined, faults: string[]): LogLevel {
  const level = logLevels.find((one) => one === (text ?? "info"));
  if (level !== undefined) return level;
  faults.push(`TRUNKLINE_LOG_LEVEL must be one of ${logLevels.join(", ")}.`);
  return "info";
}
