import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { makeUser, testPassword } from "../../testing/a-user.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ withShop: false });
});
afterEach(() => server[Symbol.asyncDispose]());

const fileOf = ({ dataDir }: TestServer) => join(dataDir, "first-owner.link");
const linkOf = async (where: TestServer) => (await readFile(fileOf(where), "utf8")).trim();
const tokenOf = (link: string) => link.slice(link.indexOf("#") + 1);
const claim = (token: string, name = "Rosa", where = server) =>
  where.api("/api/welcome", {
    body: { token, name, email: `${name.toLowerCase()}@example.com`, password: testPassword },
    headers: { authorization: "" },
  });
const another = () =>
  startTestServer({ database: server.database, dataDir: server.dataDir, withShop: false });

it("puts the link into a file that only its user can read, and its digest alone into the database", async () => {
  const link = await linkOf(server);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/welcome#[\w-]{43}$/u);
  expect(link.startsWith(server.url)).toBe(true);
  expect((await stat(fileOf(server))).mode & 0o777).toBe(0o600);
  const rows = await server.database.query.selectFrom("owner_links").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
  const hours = ((rows[0]?.expires_at.getTime() ?? 0) - Date.now()) / 3_600_000;
  expect(Math.round(hours)).toBe(24);
  expect(server.log.join("")).toContain("first-owner.link");
  expect(server.log.join("")).not.toContain(tokenOf(link));
});

it("makes an owner who is signed in, once, and takes the file away", async () => {
  const token = tokenOf(await linkOf(server));
  const answer = await claim(token);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ name: "Rosa", isOwner: true, hasPassword: true });
  expect(JSON.stringify(answer.body)).not.toContain(token);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^trunkline\.session_token=/u);
  expect(await readdir(server.dataDir)).not.toContain("first-owner.link");
  const again = await claim(token, "Ana");
  expect(again.status).toBe(410);
  expect(again.body.error.code).toBe("WELCOME_LINK_WRONG");
});

it("lets exactly one win of several who come at once, through two servers", async () => {
  await using second = await another();
  const token = tokenOf(await linkOf(server));
  const names = ["Ana", "Ben", "Cleo", "Dan"];
  const answers = await Promise.all(
    names.map((name, at) => claim(token, name, at % 2 === 0 ? server : second)),
  );
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([201, 410, 410, 410]);
  const owners = await server.database.query.selectFrom("users").select("is_owner").execute();
  expect(owners).toEqual([{ is_owner: true }]);
});

it("takes the newest link alone, as long as it is not a day old", async () => {
  const first = tokenOf(await linkOf(server));
  await using second = await another();
  const newest = tokenOf(await linkOf(second));
  expect(newest).not.toBe(first);
  expect(await claim(first)).toMatchObject({ status: 410 });
  await server.database.pool.query("update owner_links set expires_at = now()");
  expect(await claim(newest)).toMatchObject({ status: 410 });
});

it("makes another one for the server's key while nobody owns the server", async () => {
  const made = await server.api("/api/owner-link", { method: "POST" });
  expect(made.status).toBe(201);
  expect(await linkOf(server)).toBe(made.body.url);
  expect(await claim(tokenOf(made.body.url))).toMatchObject({ status: 201 });
  const late = await server.api("/api/owner-link", { method: "POST" });
  expect(late.status).toBe(409);
  expect(late.body.error.code).toBe("OWNER_EXISTS");
});

it("is worth nothing once somebody owns the server, and goes at the next start", async () => {
  const token = tokenOf(await linkOf(server));
  await makeUser(server, { isOwner: true });
  const answer = await claim(token);
  expect(answer.status).toBe(409);
  await using second = await another();
  expect(await readdir(second.dataDir)).not.toContain("first-owner.link");
});

it("slows whoever guesses at links", async () => {
  const statuses = [];
  for (let guess = 0; guess < 6; guess += 1) statuses.push((await claim("guess")).status);
  expect(statuses).toEqual([410, 410, 410, 410, 410, 429]);
});
