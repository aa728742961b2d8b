import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const shop = ["--app", "shop"];

test("groups are listed, made and deleted", async () => {
  const support = { name: "Front Desk", isFixed: false, memberCount: 0 };
  const groups = [{ name: "Admin", isFixed: true, memberCount: 2 }, support];
  await using server = await startFakeServer({
    "GET /api/apps/shop/groups": { json: { groups } },
    "POST /api/apps/shop/groups": { status: 201, json: support },
    "DELETE /api/apps/shop/groups/Front%20Desk": { status: 204 },
  });
  const list = await runTrunkline(["groups", "list", ...shop], { server });
  expect(list.stdout).toBe("GROUP       MEMBERS\nAdmin       2\nFront Desk  0\n");
  const add = await runTrunkline(["groups", "add", "Front Desk", ...shop], { server });
  expect(add).toMatchObject({ code: 0, stdout: "The group Front Desk is there.\n" });
  const words = ["groups", "delete", "Front Desk", "--yes", ...shop];
  expect(await runTrunkline(words, { server })).toMatchObject({ code: 0 });
  expect((await runTrunkline(["groups", "delete", "+1555", "--yes", ...shop])).code).toBe(2);
});

test("members are listed with their groups and roles", async () => {
  const memberships = [
    { group: "Admin", role: "Staff Level 1" },
    { group: "Front Desk", role: "Manager" },
  ];
  const members = [{ user: "usr_1", name: "Rosa", isDisabled: true, memberships }];
  const json = { members, nextPageToken: null };
  await using server = await startFakeServer({ "GET /api/apps/shop/members": { json } });
  const { stdout } = await runTrunkline(["groups", "members", ...shop], { server });
  expect(stdout).toContain("usr_1  Rosa (disabled)  Admin: Staff Level 1, Front Desk: Manager");
});
