import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { catalogue } from "../catalogue/index.ts";
import { blocksPage, blocksPagePath } from "./blocks-page.ts";

const words = (page: string) => page.replaceAll(/[\s|-]+/gu, " ");

test("the page of blocks is what the catalogue says (npm run docs -w packages/flow)", () => {
  expect(words(readFileSync(blocksPagePath, "utf8"))).toBe(words(blocksPage()));
});

test("the page of blocks has every block once", () => {
  const page = blocksPage();
  for (const { type } of catalogue) expect(page.split(`| \`${type}\` |`)).toHaveLength(2);
});
