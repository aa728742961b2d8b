import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "./testing/child.ts";

/** The one home of the environment in each process, and what the start script itself looks at. */
const readers = [
  "apps/server/src/config/env.ts",
  "apps/cli/src/config/env.ts",
  "simulators/twilio/src/config/env.ts",
  "scripts/lib/start-settings.mjs",
];

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** What the example sets, also in lines that are commented out. */
function example(): Map<string, string> {
  const lines = read(".env.example").matchAll(/^#? ?(?<name>TRUNKLINE_[A-Z_]+)=(?<value>.*)$/gmu);
  return new Map([...lines].map(({ groups }) => [groups?.["name"] ?? "", groups?.["value"] ?? ""]));
}

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].toSorted((one, other) => (one < other ? -1 : 1));
}

test("the example lists exactly the variables that the product reads", () => {
  const known = readers.flatMap((file) =>
    [...read(file).matchAll(/TRUNKLINE_[A-Z_]+/gu)].map(([name]) => name),
  );
  expect(sorted(example().keys())).toEqual(sorted(known));
});

/** By variable, the default that stands in the code. */
function defaults(): Map<string, string> {
  const env = read("apps/server/src/config/env.ts");
  const config = read("apps/server/src/config/config.ts");
  const found = new Map<string, string>();
  const level = /text \?\? "(?<level>\w+)"/u.exec(config)?.groups?.["level"];
  if (level !== undefined) found.set("TRUNKLINE_LOG_LEVEL", level);
  for (const { groups } of env.matchAll(
    /(?<property>\w+): read\("(?<name>TRUNKLINE_[A-Z_]+)"\)/gu,
  )) {
    const { property = "", name = "" } = groups ?? {};
    const text = new RegExp(`env\\.${property} \\?\\? "([^"]*)"`, "u").exec(config)?.[1];
    const number = new RegExp(`env\\.${property},\\s*(\\d+)`, "u").exec(config)?.[1];
    const value = text ?? number;
    if (value !== undefined) found.set(name, value);
  }
  const simulator = read("simulators/twilio/src/config/env.ts");
  for (const [, name = "", value = ""] of simulator.matchAll(/env\["(\w+)"\] \|\| "([^"]*)"/gu)) {
    if (!found.has(name)) found.set(name, value);
  }
  return found;
}

test("the example shows the defaults that are in force", () => {
  const inCode = defaults();
  expect(inCode.size).toBeGreaterThan(9);
  const shown = [...example()].filter(([name]) => inCode.has(name));
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(inCode));
});

test("what the example sets without a default is only the demo, which is on", () => {
  const others = [...example()].filter(([name, value]) => value !== "" && !defaults().has(name));
  expect(others).toEqual([["TRUNKLINE_DEMO", "on"]]);
});
