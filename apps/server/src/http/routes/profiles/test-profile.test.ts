import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";
import { answerError, answerJson } from "../../../testing/twilio-stub.ts";

const test = "/api/apps/shop/profiles/main/test";

it("says that a profile works, and what is wrong when it does not", async () => {
  await using server = await startTestServer();
  server.twilio.answerWith((_request, response) =>
    answerJson(response, 200, { sid: `AC${"1".repeat(32)}`, status: "active", type: "Full" }),
  );
  const good = await server.api(test, { method: "POST" });
  expect([good.status, good.body.ok, good.body.hint]).toEqual([200, true, null]);
  server.twilio.answerWith(answerError(401, 20003));
  const wrong = await server.api(test, { method: "POST" });
  expect([wrong.status, wrong.body.ok]).toEqual([200, false]);
  expect(wrong.body.hint).toMatch(/Twilio Console/u);
});
