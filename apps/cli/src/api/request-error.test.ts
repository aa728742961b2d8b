import { expect, test } from "vitest";

import { requestError } from "./request-error.ts";

const exchange = { url: "https://texts.example.com", changes: true };

function failed(details: Record<string, string>): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("no"), details) });
}

test.each([
  { syscall: "connect", code: "ECONNREFUSED" },
  { syscall: "connect", code: "ETIMEDOUT" },
  { syscall: "getaddrinfo", code: "ENOTFOUND" },
  { code: "UND_ERR_CONNECT_TIMEOUT" },
  { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
])("%j comes before anything is sent", (details) => {
  expect(requestError(exchange, failed(details), 60_000)).toMatchObject({
    code: "SERVER_UNREACHABLE",
    report: { outcome: "not-done" },
  });
});

test.each([
  { syscall: "read", code: "ECONNRESET" },
  { syscall: "write", code: "EPIPE" },
  { code: "UND_ERR_SOCKET" },
  { code: "UND_ERR_HEADERS_TIMEOUT" },
  {},
])("after %j a change may have happened", (details) => {
  expect(requestError(exchange, failed(details), 60_000)).toMatchObject({
    code: "ANSWER_LOST",
    report: { outcome: "unknown" },
  });
});

test("a name with several addresses is out of reach only when all of them are", () => {
  const refused = Object.assign(new Error("no"), { syscall: "connect", code: "ECONNREFUSED" });
  const cause = new AggregateError([refused, refused]);
  const error = requestError(exchange, new TypeError("fetch failed", { cause }), 60_000);
  expect(error.code).toBe("SERVER_UNREACHABLE");
});

test("a certificate that isn't trusted gets a hint of its own", () => {
  const error = requestError(exchange, failed({ code: "SELF_SIGNED_CERT_IN_CHAIN" }), 60_000);
  expect(error.report.hint).toContain("NODE_EXTRA_CA_CERTS");
});
