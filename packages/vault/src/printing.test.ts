import { format, inspect } from "node:util";
import { serialize } from "node:v8";

import { describe, expect, test, vi } from "vitest";

import { createDataKey, openDataKey } from "./data-key.ts";
import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";
import { Secret } from "./secret.ts";

const masterKey = MasterKey.generate();
const raw = Buffer.from(masterKey.export().reveal(), "base64");
const spellings = ["hex", "base64", "base64url", "latin1"] as const;
const ring = new KeyRing([masterKey]);
const { wrapped } = createDataKey(ring, { app: "demo" });

const holders = {
  "a secret text": new Secret(raw.toString("base64")),
  "a secret of bytes": new Secret(raw),
  "a master key": masterKey,
  "a data key": openDataKey(ring, { app: "demo" }, wrapped),
};

describe.each(Object.entries(holders))("%s", (_, holder) => {
  test("prints as [secret] in every way of making a text of it", () => {
    const printed = [String(holder), inTemplate(holder), holder.toString(), inspect(holder)];
    expect(new Set([...printed, format("%s", holder)])).toEqual(new Set(["[secret]"]));
    expect(JSON.stringify(holder)).toBe('"[secret]"');
  });

  test("does not show what it holds deep inside other things", () => {
    const nested = { list: [{ holder }], map: new Map([["key", holder]]), error: thrown(holder) };
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    // oxlint-disable-next-line no-console -- what the console would print is the point here
    console.log("%o %O %j", nested, nested, nested);
    const printed = [
      ...log.mock.calls.map((call) => format(...call)),
      inspect(nested, { depth: Infinity, showHidden: true, customInspect: false }),
      JSON.stringify(nested),
      JSON.stringify(Object.getOwnPropertyDescriptors(holder)),
      serialize(Object.assign({}, holder)).toString("latin1"),
    ].join("\n");
    log.mockRestore();
    for (const spelling of spellings) expect(printed).not.toContain(raw.toString(spelling));
    expect(printed).not.toContain(inspect(raw).slice(8, 40));
  });
});

test("a key ring shows the ids of its keys and nothing more", () => {
  const printed = inspect(ring, { depth: Infinity, showHidden: true }) + JSON.stringify(ring);
  for (const spelling of spellings) expect(printed).not.toContain(raw.toString(spelling));
  expect(ring.ids).toEqual([masterKey.id]);
});

test("a secret gives its value to whoever asks for it by name", () => {
  expect(new Secret("a text").reveal()).toBe("a text");
  expect(new Secret(raw).reveal()).toBe(raw);
});

function inTemplate(holder: { toString(): string }): string {
  // oxlint-disable-next-line typescript/restrict-template-expressions -- a slip that must not leak
  return `${holder}`;
}

function thrown(holder: unknown): Error {
  return new Error("with a cause", { cause: { holder } });
}
