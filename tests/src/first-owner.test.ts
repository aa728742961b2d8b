import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type DataDirectory, makeDataDirectory } from "./testing/data-directory.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { findPorts, npmStart, type Ports, typeLine, untilSummary } from "./testing/npm-start.ts";

const password = "correct horse battery staple";

let directory: DataDirectory;
let ports: Ports;

beforeAll(async () => {
  directory = await makeDataDirectory();
  ports = await findPorts();
});

afterAll(async () => {
  await directory[Symbol.asyncDispose]();
  await nothingIsLeft();
});

const post = (path: string, body: unknown) =>
  request(`http://127.0.0.1:${ports.server}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("a first start names the file of the owner's link, and whoever opens it once owns the server", async () => {
  await using start = npmStart(directory.path, ports);
  const output = await untilSummary(start);
  const file = join(directory.path, "first-owner.link");
  expect(output).toContain("First owner");
  expect(output).toContain("first-owner.link");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const link = (await readFile(file, "utf8")).trim();
  const [, token = ""] = link.split("#");
  expect(token.length).toBeGreaterThan(40);

  const rosa = { name: "Rosa", email: "rosa@example.com", password };
  const claimed = await post("/api/welcome", { token, ...rosa });
  expect(claimed.statusCode).toBe(201);
  await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
  expect((await post("/api/welcome", { token, ...rosa, name: "Ana" })).statusCode).toBe(410);
  const signedIn = await post("/api/sign-in", { email: rosa.email, password });
  expect(signedIn.statusCode).toBe(200);

  const dataDir = `TRUNKLINE_DATA_DIR='${directory.path}'`;
  expect(await typeLine(`${dataDir} npx trunkline users list`)).toContain("owner");
  const made = await typeLine(
    `echo '${password} 2' | ${dataDir} npx trunkline users add --name Till --email till@example.com --group demo/Admin`,
  );
  expect(made).toContain("can sign in");
  for (const secret of [token, password]) expect(start.output).not.toContain(secret);
  await start.stop("SIGTERM");
});

test("a server that has an owner shows no link", async () => {
  await using start = npmStart(directory.path, ports);
  expect(await untilSummary(start)).not.toContain("First owner");
  const till = await post("/api/sign-in", { email: "till@example.com", password: `${password} 2` });
  expect(till.statusCode).toBe(200);
  await start.stop("SIGTERM");
});
