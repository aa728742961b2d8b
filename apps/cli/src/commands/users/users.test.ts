import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const users = "/api/users";
const password = "correct horse battery";
const rosa = {
  id: "usr_1",
  name: "Rosa Luz",
  email: "rosa@example.com",
  isOwner: false,
  hasPassword: true,
  disabledAt: null,
  memberships: [{ app: "shop", group: "Support", role: "Manager" }],
  createdAt: "2026-01-31T10:00:00.000Z",
  updatedAt: "2026-01-31T10:00:00.000Z",
};
const till = { ...rosa, id: "usr_2", name: "Till", email: "till@example.com", isOwner: true };
const list = { [`GET ${users}`]: { json: { users: [rosa, till], nextPageToken: null } } };
const add = ["users", "add", "--name", "Rosa Luz", "--email", "rosa@example.com"];

test("a user is made with his groups, his password piped in and shown nowhere", async () => {
  await using server = await startFakeServer({ [`POST ${users}`]: { status: 201, json: rosa } });
  const words = [...add, "--group", "shop/Admin", "--group", "shop/Night Shift:Manager"];
  const result = await runTrunkline(words, { server, stdin: `${password}\n` });
  expect(result.code).toBe(0);
  expect(result.stdout).toContain("usr_1");
  expect(server.requests[0]?.body).toEqual({
    name: "Rosa Luz",
    email: "rosa@example.com",
    password,
    memberships: [
      { app: "shop", group: "Admin" },
      { app: "shop", group: "Night Shift", role: "Manager" },
    ],
  });
  expect(result.stdout + result.stderr).not.toContain(password);
});

test("a person types the password twice, and neither is echoed", async () => {
  await using server = await startFakeServer({ [`POST ${users}`]: { status: 201, json: rosa } });
  const typed = [password, password];
  const result = await runTrunkline([...add, "--owner"], { server, typed });
  expect(result.code).toBe(0);
  expect(server.requests[0]?.body).toMatchObject({ password, isOwner: true });
  expect(result.stdout + result.stderr).not.toContain(password);
  const other = await runTrunkline(add, { server, typed: [password, "something else"] });
  expect(other.code).toBe(2);
  expect(server.requests).toHaveLength(1);
});

test("a user without a password is told to be one", async () => {
  const json = { ...rosa, hasPassword: false };
  await using server = await startFakeServer({ [`POST ${users}`]: { status: 201, json } });
  const result = await runTrunkline([...add, "--no-password"], { server });
  expect(result.stdout).toContain("cannot sign in");
  expect(server.requests[0]?.body).not.toHaveProperty("password");
});

test("a group that is not spelled like one stops the command before it asks the server", async () => {
  await using server = await startFakeServer({});
  for (const group of ["shop", "/Admin", "shop/", "shop/A:B:C"]) {
    expect(await runTrunkline([...add, "--group", group], { server })).toMatchObject({ code: 2 });
  }
  expect(server.requests).toEqual([]);
});

test("users are listed with what they are and their groups", async () => {
  await using server = await startFakeServer(list);
  const { stdout } = await runTrunkline(["users", "list"], { server });
  expect(stdout).toContain("rosa@example.com");
  expect(stdout).toContain("shop/Support: Manager");
  expect(stdout).toContain("owner");
});

test("a user is found by name or e-mail address, which stand in no address", async () => {
  const found = { json: till };
  await using server = await startFakeServer({ ...list, [`GET ${users}/usr_2`]: found });
  for (const who of ["TILL", "till@example.com", "usr_2"]) {
    const { stdout } = await runTrunkline(["users", "show", who], { server });
    expect(stdout).toContain("usr_2");
  }
  const urls = server.requests.map(({ url }) => url.toLowerCase());
  expect(urls.every((url) => !url.includes("till"))).toBe(true);
  const unknown = await runTrunkline(["users", "show", "nobody@example.com"], { server });
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).not.toContain("nobody@example.com");
});

test("a user is looked for on every page", async () => {
  await using server = await startFakeServer({
    [`GET ${users}`]: [
      { json: { users: [rosa], nextPageToken: "more" } },
      { json: { users: [till], nextPageToken: null } },
    ],
    [`POST ${users}/usr_2/disable`]: { json: { ...till, disabledAt: till.createdAt } },
  });
  const result = await runTrunkline(["users", "disable", "till"], { server });
  expect(result.stdout).toContain("Till is disabled");
  expect(server.requests[1]?.url).toContain("pageToken=more");
});

test("groups are set or emptied, and one of both has to be said", async () => {
  const path = `PUT ${users}/usr_1/memberships`;
  await using server = await startFakeServer({ [path]: { json: rosa } });
  const words = ["users", "set-groups", "usr_1"];
  expect(await runTrunkline(words, { server })).toMatchObject({ code: 2 });
  const both = [...words, "--none", "--group", "shop/Admin"];
  expect(await runTrunkline(both, { server })).toMatchObject({ code: 2 });
  await runTrunkline([...words, "--group", "shop/Admin"], { server });
  await runTrunkline([...words, "--none"], { server });
  expect(server.requests.map(({ body }) => body)).toEqual([
    { memberships: [{ app: "shop", group: "Admin" }] },
    { memberships: [] },
  ]);
});

test("a password is replaced, and an empty one is none", async () => {
  const path = `PUT ${users}/usr_1/password`;
  await using server = await startFakeServer({ [path]: { status: 204 } });
  const words = ["users", "set-password", "usr_1"];
  expect(await runTrunkline(words, { server, stdin: "\n" })).toMatchObject({ code: 2 });
  const result = await runTrunkline(words, { server, stdin: `${password}\r\n` });
  expect(result.code).toBe(0);
  expect(server.requests.map(({ body }) => body)).toEqual([{ password }]);
  expect(result.stdout + result.stderr).not.toContain(password);
});

test("only what is named is changed", async () => {
  const path = `PATCH ${users}/usr_1`;
  await using server = await startFakeServer({ [path]: { json: rosa } });
  const words = ["users", "change", "usr_1"];
  expect(await runTrunkline(words, { server })).toMatchObject({ code: 2 });
  await runTrunkline([...words, "--no-owner"], { server });
  await runTrunkline([...words, "--name", "Rosa", "--owner"], { server });
  expect(server.requests.map(({ body }) => body)).toEqual([
    { isOwner: false },
    { name: "Rosa", isOwner: true },
  ]);
});

test("sessions are listed, and one is ended", async () => {
  const session = {
    id: "ses_1",
    isCurrent: false,
    address: "203.0.113.9",
    userAgent: "Firefox",
    createdAt: rosa.createdAt,
    expiresAt: rosa.createdAt,
  };
  await using server = await startFakeServer({
    [`GET ${users}/usr_1/sessions`]: { json: { sessions: [session] } },
    [`DELETE ${users}/usr_1/sessions/ses_1`]: { status: 204 },
  });
  const { stdout } = await runTrunkline(["users", "sessions", "usr_1"], { server });
  expect(stdout).toContain("203.0.113.9");
  const ended = await runTrunkline(["users", "end-session", "usr_1", "ses_1"], { server });
  expect(ended.stdout).toContain("ses_1 has ended");
});

test("the owner's link alone goes to where results go", async () => {
  const json = { url: "http://127.0.0.1:4100/welcome#token", expiresAt: rosa.createdAt };
  await using server = await startFakeServer({ "POST /api/owner-link": { status: 201, json } });
  const { stdout, stderr } = await runTrunkline(["users", "owner-link"], { server });
  expect(stdout).toBe(`${json.url}\n`);
  expect(stderr).toContain("opens once");
});
