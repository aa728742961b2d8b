import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const key = `tlw_${"x".repeat(43)}`;
const described = {
  id: "ukey_1",
  user: "usr_1",
  kind: "web-hook",
  name: "Order form",
  createdAt: "2026-01-31T10:00:00.000Z",
};
const made = { status: 201, json: { ...described, key } };

test("a key that was made is the only thing on standard output, and one is told to keep it", async () => {
  await using server = await startFakeServer({ "POST /api/users/usr_1/keys": made });
  const words = ["keys", "add", "usr_1", "--kind", "web-hook", "--name", "Order form"];
  const result = await runTrunkline(words, { server });
  expect(result).toMatchObject({ code: 0, stdout: `${key}\n` });
  expect(result.stderr).toContain("Keep the key now");
  expect(result.stderr).toContain("trunkline keys revoke ukey_1");
  expect(result.stderr).not.toContain(key);
  expect(server.requests[0]?.body).toEqual({ kind: "web-hook", name: "Order form" });
  const asJson = await runTrunkline([...words, "--json"], { server });
  expect(JSON.parse(asJson.stdout)).toEqual(made.json);
});

test("a user is found by his e-mail address, which stands in no address", async () => {
  const users = [{ id: "usr_1", name: "Rosa", email: "rosa@example.com" }];
  const keys = { json: { keys: [], nextPageToken: null } };
  await using server = await startFakeServer({
    "GET /api/users": { json: { users, nextPageToken: null } },
    "GET /api/users/usr_1/keys": keys,
  });
  const { stdout } = await runTrunkline(["keys", "list", "rosa@example.com"], { server });
  expect(stdout).toBe("The user has no key.\n");
  for (const { url } of server.requests) expect(url).not.toContain("rosa");
});

test("keys are listed by kind and name", async () => {
  const json = { keys: [described], nextPageToken: null };
  await using server = await startFakeServer({ "GET /api/users/usr_1/keys": { json } });
  const { stdout } = await runTrunkline(["keys", "list", "usr_1"], { server });
  expect(stdout).toContain("ukey_1  web-hook  Order form  2026-01-31T10:00:00.000Z");
});

test("a key is revoked by its id, and a key itself is never sent or repeated", async () => {
  await using server = await startFakeServer({ "DELETE /api/keys/ukey_1": { status: 204 } });
  const result = await runTrunkline(["keys", "revoke", "ukey_1", "--yes"], { server });
  expect(result).toMatchObject({ code: 0, stdout: "The key ukey_1 is revoked.\n" });
  const wrong = await runTrunkline(["keys", "revoke", key, "--yes"], { server });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).not.toContain(key);
  expect(server.requests).toHaveLength(1);
});

test("keys of no kind and without a name are called wrongly", async () => {
  const wrong = [
    ["keys", "add", "usr_1", "--kind", "both", "--name", "A"],
    ["keys", "add", "usr_1", "--kind", "api"],
    ["keys", "revoke", "+15550001111", "--yes"],
  ];
  for (const words of wrong) expect((await runTrunkline(words)).code).toBe(2);
});
