import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeAccounts } from "../accounts/make-accounts.ts";
import { Form } from "../messages/form.ts";
import { readMessage } from "../messages/read-message.ts";
import type { NewMessage } from "../store/message.ts";
import { Store } from "../store/store.ts";
import { readState } from "./read-state.ts";
import { StateFile } from "./state-file.ts";

let folder: string;
let file: string;
let store: Store;
let optOuts: string[];
const accounts = makeAccounts(new Date());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-state-"));
  file = join(folder, "state.jsonl");
  store = new Store();
  optOuts = [];
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function aMessage(number: number): NewMessage {
  const [account] = accounts;
  if (account === undefined) throw new Error("There is no account.");
  const body = encodeURIComponent(`Text ${number}\nwith a line break, and é`);
  const form = Form.parse(`To=%2B15550001111&From=%2B15005550006&Body=${body}`);
  return readMessage(form, account, 1_770_000_000_000);
}

async function keep(): Promise<StateFile> {
  const saved = await readState(file);
  if (saved !== null) store.restore(saved.messages, saved.nextSeq);
  return StateFile.open({
    file,
    store,
    saved,
    settings: () => ({ accounts, optOuts, resources: { numbers: [], services: [] } }),
    onFailure: (error) => {
      throw error;
    },
  });
}

describe("a state file", () => {
  it("gives back what was stored, changed and not removed, in its order, and its settings", async () => {
    await using state = await keep();
    const [first, second, third] = [1, 2, 3].map((number) => store.add(aMessage(number)));
    if (!first || !second || !third) throw new Error("Nothing was stored.");
    store.remove(second);
    first.body = "Changed";
    store.changed(first);
    optOuts.push("stopped");
    await state[Symbol.asyncDispose]();
    const saved = await readState(file);
    expect(saved?.messages).toEqual([first, third]);
    expect(saved?.settings).toMatchObject({ accounts, optOuts: ["stopped"] });
    expect(saved?.nextSeq).toBe(4);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("goes on where it was, also after a reset", async () => {
    await (await keep())[Symbol.asyncDispose]();
    const again = await keep();
    store.add(aMessage(1));
    store.clear();
    const kept = store.add(aMessage(2));
    await again[Symbol.asyncDispose]();
    expect((await readState(file))?.messages).toEqual([kept]);
  });

  it("is written while the simulator runs", async () => {
    const state = await keep();
    store.add(aMessage(1));
    await expect.poll(async () => (await readState(file))?.messages.length).toBe(1);
    await state[Symbol.asyncDispose]();
  });

  it("is made anew, with what counts, when most of it has been overtaken", async () => {
    const state = await keep();
    const message = store.add(aMessage(1));
    for (let number = 0; number < 25_000; number += 1) {
      message.updatedAt += 1;
      store.changed(message);
      if (number % 100 === 0) await appendFile(file, '{"removed":[9]}\n'.repeat(100));
    }
    await state[Symbol.asyncDispose]();
    const { size } = await stat(file);
    await (await keep())[Symbol.asyncDispose]();
    expect((await stat(file)).size).toBeLessThan(size / 10);
    expect((await readState(file))?.messages).toEqual([message]);
  });
});

describe("a damaged state file", () => {
  it("loses no more than the half line that a sudden end left", async () => {
    const state = await keep();
    store.add(aMessage(1));
    await state[Symbol.asyncDispose]();
    await appendFile(file, '{"message":{"seq":2,"si');
    store = new Store();
    const again = await keep();
    expect(store.rows()).toHaveLength(1);
    store.add(aMessage(3));
    await again[Symbol.asyncDispose]();
    expect((await readState(file))?.messages).toHaveLength(2);
  });

  it.each([
    ["no JSON", "{nonsense\n"],
    ["no entry", '{"weather":"fine"}\n'],
    ["a message without its fields", '{"message":{"seq":7}}\n'],
    ["settings without accounts", '{"settings":{"accounts":[]}}\n'],
    ["a second beginning", '{"format":"twilio-simulator-state","version":1}\n'],
  ])("is named with its line when a line is %s, and stays as it is", async (_what, line) => {
    const state = await keep();
    store.add(aMessage(1));
    await state[Symbol.asyncDispose]();
    await appendFile(file, line);
    await appendFile(file, '{"cleared":true}\n');
    const before = await readFile(file, "utf8");
    const number = before.split("\n").indexOf(line.trimEnd(), 1) + 1;
    await expect(keep()).rejects.toThrow(`${file} is damaged in line ${number}.`);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("is refused when it is some other file, or of a version to come", async () => {
    await writeFile(file, "Dear diary\n");
    await expect(keep()).rejects.toThrow("damaged in line 1");
    await writeFile(file, '{"format":"twilio-simulator-state","version":2}\n');
    await expect(keep()).rejects.toThrow("damaged in line 1");
    await expect(readState(folder)).rejects.toThrow("cannot be read");
  });
});
