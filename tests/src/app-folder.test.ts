import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { root } from "./testing/child.ts";
import { type CommandEnd, trunkline } from "./testing/command-line.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { recipient, startWorld, type World } from "./testing/world.ts";

const example = join(root, "examples/order-update");
const flowFile = "flows/order-update.json";
const before = "is on its way. {order.link}";
const after = "has left us today. {order.link}";

let world: World;
let cwd: string;

beforeAll(async () => {
  world = await startWorld();
  cwd = await mkdtemp(join(tmpdir(), "trunkline-apps-"));
});

afterAll(async () => {
  await rm(cwd, { recursive: true });
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

const app = (...words: string[]): Promise<CommandEnd> => trunkline(world, cwd, ["app", ...words]);

async function makeProfile(name: string): Promise<void> {
  const { accountSid, authToken } = world.account;
  const settings = { accountSid, authToken, baseUrl: world.simulator.url, mode: "test" };
  const body = { name: "simulator", service: "twilio", settings };
  const answer = await world.api("POST", `/api/apps/${name}/profiles`, { body });
  expect(answer.status, answer.text).toBe(201);
}

/** Calls the app's hook and gives the text that the customer got. */
async function textOfOrder(number: number): Promise<string> {
  const order = { number, status: "shipped", link: `https://shop.example/${number}` };
  const body = { order, customer: { name: "Ada", phone: recipient } };
  const answer = await world.api("POST", "/hooks/shop/order-update", { body });
  expect(answer.status, answer.text).toBe(201);
  const sent = (await world.simulator.messages()).find(({ sid }) => sid === answer.body["sid"]);
  return sent?.body ?? "";
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(cwd, file), change(await readFile(join(cwd, file), "utf8")));
}

/** Every file of a folder by its path. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length + 1), await readFile(path, "utf8")] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

async function stateOf(name: string): Promise<unknown> {
  const draft = await world.api("GET", `/api/apps/${name}/documents`);
  const live = await world.api("GET", `/api/apps/${name}/documents?source=live`);
  return [draft.text, draft.headers["etag"], live.text];
}

test("an import says which profiles are missing, with what to type, and changes nothing", async () => {
  await cp(example, join(cwd, "example"), { recursive: true });
  const refused = await app("import", "shop", "example", "--create");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'connections/sms.json:profile: There is no Twilio profile "simulator" in this app. Add it with: trunkline profiles add simulator --app shop --service twilio\n',
  );
  const { body } = await world.api("GET", "/api/apps/shop/documents");
  expect([body["connections"], body["flows"], body["groups"]]).toEqual([[], [], []]);
});

test("a folder becomes an app's draft, and its export is the same folder again", async () => {
  await makeProfile("shop");
  const imported = await app("import", "shop", "example");
  expect(imported, imported.stderr).toMatchObject({ code: 0 });
  expect(imported.stdout).toContain("flows/order-update.json is new");
  expect((await app("export", "shop", "shop")).code).toBe(0);
  const { "README.md": _, "app.json": ofExample, ...documents } = await filesIn(example);
  const { "app.json": ofShop, ...exported } = await filesIn(join(cwd, "shop"));
  expect(exported).toEqual(documents);
  expect(ofShop).toBe(ofExample?.replace("order-update", "shop"));
  const published = await app("deploy", "shop", "shop", "--yes", "--note", "The first");
  expect(published, published.stderr).toMatchObject({
    code: 0,
    stdout: "Release 1 of shop is live.\n",
  });
  expect(await textOfOrder(1)).toContain("is on its way. https://shop.example/1");
});

test("a text that a colleague changed in a file is told in words, and goes live", async () => {
  await edit(`shop/${flowFile}`, (text) => text.replace(before, after));
  const different = await app("diff", "shop", "shop");
  expect(different.code).toBe(1);
  expect(different.stdout).toMatch(
    /^flows\/order-update\.json has changed:\n {2}block "text" \(id [^)]+\): TEXT was ".*is on its way\..*", is ".*has left us today\..*"\n$/u,
  );
  expect(await textOfOrder(2)).toContain("is on its way");
  const deployed = await app("deploy", "shop", "shop", "--yes", "--note", "Kinder");
  expect(deployed, deployed.stderr).toMatchObject({
    code: 0,
    stdout: "Release 2 of shop is live.\n",
  });
  expect(deployed.stderr).toContain("has left us today");
  expect(await textOfOrder(3)).toContain("has left us today. https://shop.example/3");
  expect(await app("diff", "shop", "shop", "--source", "live")).toMatchObject({ code: 0 });
  expect((await app("diff", "shop", "shop", "--source", "1")).stdout).toContain("TEXT was");
  const again = await app("deploy", "shop", "shop", "--yes");
  expect(again).toMatchObject({ code: 0, stdout: "shop is live already, as release 2.\n" });
});

test("a round trip through two apps gives the same bytes, whatever a flow holds", async () => {
  const icons =
    '{"__proto__": {"a": 1}, "10": 1, "2": ["\\u0000", "\\ud800", "\u202e👩‍👧 e\u0301"],' +
    ' "numbers": [1e400, -0, 12345678901234567890, 0.1, 1E-7], "constructor": "\\u2028"}';
  const block = `{"id": "t", "type": "text", "icons": ${icons}}`;
  const workspace = `{"blocks": {"blocks": [${block}]}, "variables": []}`;
  const odd = `\uFEFF{"workspace": ${workspace},\r\n "kind": "web-hook", "name": "odd"}`;
  await cp(join(cwd, "shop"), join(cwd, "odd"), { recursive: true });
  await writeFile(join(cwd, "odd/flows/odd.json"), odd);
  const results = [await app("import", "shop", "odd"), await app("export", "shop", "once")];
  await world.api("POST", "/api/apps", { body: { name: "copy" } });
  await makeProfile("copy");
  results.push(await app("import", "copy", "once"), await app("export", "copy", "twice"));
  expect(results.map(({ code, stderr }) => [code, stderr.replace(/^The folder.*\n/u, "")])).toEqual(
    Array.from({ length: 4 }, () => [0, ""]),
  );
  const { "app.json": _, ...once } = await filesIn(join(cwd, "once"));
  const { "app.json": __, ...twice } = await filesIn(join(cwd, "twice"));
  expect(twice).toEqual(once);
  const [written] = blocksOf(once["flows/odd.json"] ?? "");
  expect(written?.icons).toStrictEqual(JSON.parse(icons));
  expect((await app("diff", "copy", "once")).code).toBe(0);
  expect((await app("import", "shop", "shop")).stdout).toContain("flows/odd.json is gone");
});

function blocksOf(text: string): { readonly icons: unknown }[] {
  const { workspace } = JSON.parse(text) as {
    workspace: { blocks: { blocks: { readonly icons: unknown }[] } };
  };
  return workspace.blocks.blocks;
}

const damages: [string, string, (file: string) => Promise<void>, number, string][] = [
  [
    "a file that breaks off",
    flowFile,
    (file) => edit(file, (text) => text.slice(0, 500)),
    2,
    "flows/order-update.json:",
  ],
  [
    "another flow's name",
    flowFile,
    (file) => edit(file, (text) => text.replace('"order-update"', '"other"')),
    2,
    'it has the name "other"',
  ],
  [
    "a wrong setting",
    flowFile,
    (file) => edit(file, (text) => text.replace('"ratePerMinute": 600', '"ratePerMinute": "x"')),
    1,
    "flows/order-update.json:settings.ratePerMinute: ",
  ],
  [
    "a profile that there is not",
    "connections/sms.json",
    (file) => edit(file, (text) => text.replace('"simulator"', '"live"')),
    1,
    'There is no Twilio profile "live" in this app.',
  ],
  [
    "rules for nobody",
    "rules.json",
    (file) => edit(file, (text) => text.replace("Support", "Nobody")),
    1,
    "RULE_GROUP_UNKNOWN",
  ],
  [
    "a link out of the folder",
    "flows/secret.json",
    (file) => symlink(world.dataDirectory.path, join(cwd, file)),
    2,
    "flows/secret.json: it is a link",
  ],
];

test.each(damages)(
  "a folder with %s is told by file and cause, and changes nothing",
  async (...damage) => {
    const [name, file, spoil, code, message] = damage;
    const folder = name.replaceAll(/\W/gu, "-");
    await cp(join(cwd, "shop"), join(cwd, folder), { recursive: true });
    await spoil(`${folder}/${file}`);
    const state = await stateOf("shop");
    const refused = await app("deploy", "shop", folder, "--yes");
    expect([refused.code, refused.stdout], refused.stderr).toEqual([code, ""]);
    expect(refused.stderr).toContain(message);
    expect(await stateOf("shop")).toEqual(state);
    expect(await textOfOrder(4)).toContain("has left us today");
  },
);

test("somebody's draft is told before a deploy would replace it, and an export brings it to the files", async () => {
  const { body } = await world.api("GET", "/api/apps/shop/flows/order-update");
  const { name, kind, workspace } = body;
  const settings = { ...(body["settings"] as object), ratePerMinute: 7 };
  await world.api("PUT", "/api/apps/shop/flows/order-update", {
    body: { name, kind, settings, workspace },
    headers: { "if-match": "*" },
  });
  expect((await app("deploy", "shop", "shop", "--yes")).stdout).toContain("is live already");
  await edit(`shop/${flowFile}`, (text) => text.replace("Hello", "Good day"));
  const asked = await app("deploy", "shop", "shop");
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain(
    "changes of its own that will be replaced: flows/order-update.json",
  );
  const different = await app("diff", "shop", "shop");
  expect(different.stdout).toContain("settings.ratePerMinute was 7, is 600");
  const exported = await app("export", "shop", "shop");
  expect(exported.stdout).toBe("flows/order-update.json is written\n3 files are as before\n");
  expect(await app("diff", "shop", "shop")).toMatchObject({ code: 0 });
});
