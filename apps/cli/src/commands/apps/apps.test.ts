import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const app = {
  name: "bakery",
  createdAt: "2026-01-31T10:00:00.000Z",
  archivedAt: null,
  liveRelease: 4,
  isBeingDeleted: false,
};
const counts = { flows: 2, connections: 1, profiles: 1, releases: 4, runs: 100, attempts: 0 };
const detail = { ...app, counts: { ...counts, keptValues: 0, groups: 0, members: 0 } };
const path = "/api/apps/bakery";

test("apps are listed with what is live and whether they are archived", async () => {
  const archived = { ...app, name: "old", archivedAt: app.createdAt, liveRelease: null };
  const json = { apps: [app, archived], nextPageToken: null };
  await using server = await startFakeServer({ "GET /api/apps": { json } });
  const { stdout } = await runTrunkline(["apps", "list"], { server });
  expect(stdout).toMatch(/bakery +2026-01-31T10:00:00.000Z +4 +-/);
  expect(stdout).toMatch(/old +2026-01-31T10:00:00.000Z +- +2026-01-31T10:00:00.000Z/);
});

test("an app is copied, archived and restored", async () => {
  await using server = await startFakeServer({
    [`POST ${path}/copy`]: { status: 201, json: { ...app, name: "bakery-test" } },
    [`POST ${path}/archive`]: { json: app },
    [`POST ${path}/restore`]: { json: app },
  });
  const copied = await runTrunkline(["apps", "copy", "bakery", "bakery-test"], { server });
  expect(copied.stdout).toContain("bakery-test is there");
  expect(server.requests[0]?.body).toEqual({ name: "bakery-test" });
  const archived = await runTrunkline(["apps", "archive", "bakery"], { server });
  expect(archived.stdout).toContain("is archived");
  expect((await runTrunkline(["apps", "restore", "bakery"], { server })).code).toBe(0);
});

test("deleting an app says what will be lost and asks for its name", async () => {
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: detail },
    [`DELETE ${path}`]: { status: 204 },
  });
  const words = ["apps", "delete", "bakery"];
  const wrong = await runTrunkline(words, { server, typed: ["yes"] });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain("2 flows, 1 connection, 1 profile, 4 releases, 100 runs.");
  expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
  const right = await runTrunkline(words, { server, typed: ["bakery"] });
  expect(right.stdout).toContain("is deleted");
  expect(server.requests.at(-1)?.url).toBe(`${path}?confirm=bakery`);
});

test("scripts delete an app by its name given twice, and by nothing less", async () => {
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: detail },
    [`DELETE ${path}`]: { status: 202, json: { ...detail, isBeingDeleted: true } },
  });
  const words = ["apps", "delete", "bakery", "--yes"];
  expect((await runTrunkline(words, { server })).code).toBe(2);
  expect((await runTrunkline([...words, "--confirm", "shop"], { server })).code).toBe(2);
  expect(server.requests).toEqual([]);
  const { code, stdout } = await runTrunkline([...words, "--confirm", "bakery"], { server });
  expect([code, stdout]).toEqual([0, expect.stringContaining("is being deleted")]);
});
