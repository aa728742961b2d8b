import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";

import { checkFlow } from "../check/check-flow.ts";
import { chromiumArgs, findChromium } from "../testing/chromium.ts";
import { runExample, type Example, type ExampleRun } from "../testing/run-example.ts";

const folder = new URL("examples/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && !name.endsWith(".trace.json"))
  .map((name) => name.slice(0, -".json".length));

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as unknown;
}

const examples = names.map((name) => read(name) as Example);
const expected = names.map((name): ExampleRun => {
  return { trace: read(`${name}.trace`) as ExampleRun["trace"], otherWays: [] };
});

describe("the example flows", () => {
  test("there are some", () => {
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  test.each(names.map((name) => [name, read(name) as Example] as const))(
    "%s passes the checks",
    (_, { flow }) => {
      const problems = checkFlow(flow, { connections: null });
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );

  test.each(names.map((name, index) => [name, read(name) as Example, index] as const))(
    "%s runs as expected in Node, and replays so from every prefix",
    async (_, example, index) => {
      expect(await runExample(example)).toEqual(expected[index]);
    },
  );

  test("all run the same in Chromium", { timeout: 120_000 }, async () => {
    const page = fileURLToPath(new URL("../testing/examples-in-page.ts", import.meta.url));
    const { outputFiles } = await build({
      entryPoints: [page],
      bundle: true,
      write: false,
      platform: "neutral",
      format: "iife",
    });
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: [...chromiumArgs],
    });
    try {
      const tab = await browser.newPage();
      await tab.addScriptTag({ content: outputFiles[0]?.text ?? "" });
      const given = JSON.stringify(examples);
      const runs = await tab.evaluate((json) => globalThis.runExamples(json), given);
      expect(JSON.parse(runs)).toEqual(expected);
    } finally {
      await browser.close();
    }
  });
});
