import { expect, it } from "vitest";

import { startTestServer } from "../../testing/test-server.ts";

const fields = [
  "code",
  "title",
  "message",
  "hint",
  "status",
  "twilioCode",
  "moreInfo",
  "requestId",
  "retryable",
  "outcome",
].toSorted();

it("answers every kind of failure in the one shape", async () => {
  await using server = await startTestServer({ withShop: false });
  const json = { "content-type": "application/json" };
  const post = (body: string, headers: Record<string, string> = json) => ({
    method: "POST",
    body,
    headers,
  });
  const table = [
    ["/api/apps", { headers: { authorization: "" } }, 401, "KEY_MISSING"],
    ["/api/apps", { headers: { authorization: "Bearer wrong" } }, 401, "KEY_WRONG"],
    ["/api/apps", { headers: { authorization: "Basic d3Jvbmc=" } }, 401, "KEY_MISSING"],
    ["/api/none", {}, 404, "ROUTE_UNKNOWN"],
    ["/api/apps/%ff", {}, 400, "BODY_MALFORMED"],
    ["/api/apps", post("{"), 400, "BODY_MALFORMED"],
    ["/api/apps", post(""), 400, "INPUT_INVALID"],
    ["/api/apps", post('{"__proto__":{}}'), 400, "BODY_MALFORMED"],
    ["/api/apps", post("[]"), 400, "INPUT_INVALID"],
    ["/api/apps", post("{}", { "content-type": "text/xml" }), 415, "CONTENT_TYPE_WRONG"],
    ["/api/apps", post(`"${"x".repeat(1024 * 1024)}"`), 413, "BODY_TOO_LARGE"],
    ["/api/apps?pageToken=%2B15550001111", {}, 400, "INPUT_INVALID"],
  ] as const;
  for (const [path, options, status, code] of table) {
    const answer = await server.api(path, options);
    expect([path, code, answer.status, answer.body.error?.code]).toEqual([
      path,
      code,
      status,
      code,
    ]);
    expect(Object.keys(answer.body)).toEqual(["error"]);
    expect(Object.keys(answer.body.error).toSorted()).toEqual(fields);
    expect(answer.body.error.outcome).toBe("not-done");
  }
});

it("logs routes and never addresses, bodies, keys or numbers", async () => {
  await using server = await startTestServer();
  await server.send({ toPhone: "+15550001111", msg: "A very private text." });
  await server.api("/api/apps/shop/profiles/n15550001111?pageSize=15550001111");
  const log = server.log.join("");
  expect(log).toContain("/api/apps/:app/profiles/:profile");
  for (const hidden of ["15550001111", "private", "an-owner-key", "5555555555"]) {
    expect(log).not.toContain(hidden);
  }
});
