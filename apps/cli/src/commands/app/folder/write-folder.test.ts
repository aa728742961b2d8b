import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Documents, writeDocument } from "@trunkline/api-contract";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";

import { filesOfApp } from "./files-of-app.ts";
import { readFolder } from "./read-folder.ts";
import { writeFolder } from "./write-folder.ts";

async function aDirectory(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "app-folder-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

const flow = (name: string, workspace: unknown = {}) =>
  ({ name, kind: "web-hook", settings: {}, workspace }) as const;
const sms = { name: "sms", service: "twilio", profile: "main", settings: {} };

function documents(change: Partial<Documents> = {}): Documents {
  const app = { app: "shop", release: null, groups: [], rules: {} };
  return { ...app, connections: [sms], flows: [flow("a"), flow("b")], ...change };
}

const filesOf = (app: Documents) => filesOfApp(app, writeDocument);
const keep = { force: false };

test("writes a folder that is read as the same app", async () => {
  const dir = join(await aDirectory(), "new/shop");
  const written = await writeFolder(dir, filesOf(documents({ groups: ["Sales", "Art"] })), keep);
  expect(written).toMatchObject({ kind: "written", removed: [], unchanged: 0 });
  expect(await readFolder(dir)).toMatchObject({
    app: {
      name: "shop",
      groups: ["Art", "Sales"],
      connections: [sms],
      flows: [flow("a"), flow("b")],
    },
    faults: [],
    strangers: [],
  });
});

test("writes what differs alone, removes what is gone and leaves all else", async () => {
  const dir = await aDirectory();
  await mkdir(join(dir, ".git"));
  await writeFile(join(dir, "README.md"), "Mine");
  await writeFolder(dir, filesOf(documents()), keep);
  await writeFile(join(dir, "flows/notes.txt"), "Mine");
  const before = await lstat(join(dir, "flows/b.json"));
  const changed = documents({ flows: [flow("b"), flow("c")] });
  expect(await writeFolder(dir, filesOf(changed), keep)).toEqual({
    kind: "written",
    written: ["flows/c.json"],
    removed: ["flows/a.json"],
    unchanged: 4,
  });
  expect((await lstat(join(dir, "flows/b.json"))).ino).toBe(before.ino);
  expect(await readFile(join(dir, "README.md"), "utf8")).toBe("Mine");
  expect(await readFile(join(dir, "flows/notes.txt"), "utf8")).toBe("Mine");
});

test("refuses a folder that is no app's, unless told to; then it removes nothing", async () => {
  const dir = await aDirectory();
  await mkdir(join(dir, "flows"));
  await writeFile(join(dir, "flows/mine.json"), "Mine");
  expect(await writeFolder(dir, filesOf(documents()), keep)).toMatchObject({
    kind: "refused",
    faults: [{ message: expect.stringContaining("is no app's") }],
  });
  expect(await writeFolder(dir, filesOf(documents()), { force: true })).toMatchObject({
    kind: "written",
    removed: [],
  });
  expect(await readFile(join(dir, "flows/mine.json"), "utf8")).toBe("Mine");
});

test("writes through no link", async () => {
  const dir = await aDirectory();
  const outside = await aDirectory();
  await writeFolder(dir, filesOf(documents()), keep);
  await rm(join(dir, "flows"), { recursive: true });
  await symlink(outside, join(dir, "flows"));
  await rm(join(dir, "rules.json"));
  await symlink(join(outside, "x"), join(dir, "rules.json"));
  const refused = await writeFolder(dir, filesOf(documents()), keep);
  expect(refused).toMatchObject({
    kind: "refused",
    faults: [{ file: "flows" }, { file: "rules.json" }],
  });
  expect(await lstat(join(outside, "a.json")).catch(() => null)).toBe(null);
});

test.each(["../outside", "a/b", "", "A", "con\u0000"])("makes no file of the name %j", (name) => {
  expect(() => filesOf(documents({ flows: [flow(name)] }))).toThrow("cannot be a file's");
});

test("a file in the place of the folder is left alone", async () => {
  const file = join(await aDirectory(), "file");
  await writeFile(file, "Mine");
  await expect(writeFolder(file, filesOf(documents()), { force: true })).rejects.toMatchObject({
    code: "USAGE_WRONG",
  });
});

test("whatever the documents hold, writing what was read writes the same bytes", async () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 5, stringUnit: "binary" }),
    fc
      .constantFrom(
        '{"__proto__": {"polluted": 1}, "constructor": null, "10": 1, "2": 2}',
        "[1e400, -1e400, -0, 12345678901234567890123, 1e-7, 0.1]",
        '["\\ud800", "\\u2028", "\\u0000", "\u202e", "👩‍👩‍👧", "e\u0301"]',
      )
      .map((text) => JSON.parse(text) as unknown),
  );
  const dir = await aDirectory();
  await fc.assert(
    fc.asyncProperty(odd, odd, async (value, other) => {
      const settings = { ...(typeof other === "object" ? other : { other }) };
      const files = filesOf(
        documents({ flows: [{ ...flow("a", { blocks: value, x: other }), settings }] }),
      );
      await writeFolder(dir, files, keep);
      const { app, faults } = await readFolder(dir);
      expect(faults).toEqual([]);
      const again = filesOf({ ...documents(), ...app, app: "shop" } as Documents);
      expect([...again]).toEqual([...files]);
    }),
    { numRuns: 60 },
  );
});
