import { expect, test } from "vitest";

import { startFakeServer } from "../testing/fake-server.ts";
import { runTrunkline } from "../testing/run-trunkline.ts";

const createdAt = "2026-01-31T10:00:00.000Z";

test("apps are listed and made", async () => {
  await using server = await startFakeServer({
    "GET /api/apps": {
      json: {
        apps: [{ name: "demo", createdAt, liveRelease: null, archivedAt: null }],
        nextPageToken: null,
      },
    },
    "POST /api/apps": { status: 201, json: { name: "bakery", createdAt } },
  });
  const list = await runTrunkline(["apps", "list"], { server });
  expect(list.stdout).toMatch(/^APP +CREATED +LIVE +ARCHIVED\ndemo +2026-\S+ +- +-\n$/);
  const add = await runTrunkline(["apps", "add", "bakery"], { server });
  expect(add).toMatchObject({ code: 0, stdout: "The app bakery is there.\n" });
  expect(server.requests.at(-1)?.body).toEqual({ name: "bakery" });
});

test("attempts are listed by state and connection", async () => {
  const anAttempt = {
    id: "att_1",
    connection: "sms",
    command: "sendMessage",
    state: "unknown",
    idempotencyKey: "order-7",
    sid: null,
    tries: 1,
    errorCode: "ANSWER_LOST",
    twilioCode: null,
    createdAt,
    settledAt: null,
  };
  const answer = { json: { attempts: [anAttempt], nextPageToken: null } };
  await using server = await startFakeServer({ "GET /api/apps/demo/attempts": answer });
  const words = ["attempts", "list", "--state", "unknown", "--connection", "sms"];
  const result = await runTrunkline(words, { server });
  expect(result.stdout).toMatch(/att_1 .* unknown +1 +- +ANSWER_LOST +order-7\n$/);
  expect(server.requests[0]?.url).toBe(
    "/api/apps/demo/attempts?state=unknown&connection=sms&pageSize=200",
  );
  const wrong = await runTrunkline(["attempts", "list", "--state", "lost"], { server });
  expect(wrong.code).toBe(2);
});

test("rotating the vault tells what to do with the older keys", async () => {
  const json = { masterKeyId: "k2", rewrapped: 3, notice: "The older keys can go." };
  await using server = await startFakeServer({ "POST /api/vault/rotate": { json } });
  const result = await runTrunkline(["vault", "rotate"], { server });
  expect(result.code).toBe(0);
  expect(result.stdout).toContain("The older keys can go.");
});
