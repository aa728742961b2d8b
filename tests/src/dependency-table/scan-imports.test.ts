import { expect, test } from "vitest";

import { scanImports } from "./scan-imports.ts";

const specifiers = (source: string) => scanImports(source).map(({ specifier }) => specifier);

test.each([
  'import { a } from "x";',
  "import a from 'x';",
  'import * as a from "x";',
  'import a, { b as c } from "x";',
  'import {\n  a,\n  type B,\n} from "x";',
  'import"x";',
  'import{a}from"x";',
  'export * from "x";',
  'export * as a from "x";',
  'export { a } from "x";',
  'const a = await import("x");',
  'const a = require("x");',
  'const a = import.meta.resolve("x");',
  'import /* why */ { a } from // how\n "x";',
])("finds x in %j", (source) => {
  expect(specifiers(source)).toEqual(["x"]);
});

test.each([
  '// import { a } from "x";',
  '/* import { a } from "x"; */',
  "const text = 'import { a } from \"x\";';",
  'const text = `import { a } from "x";`;',
  'export const from = "x";',
  'export function load() { return read("x"); }',
  "const a = await import(name);",
])("finds nothing in %j", (source) => {
  expect(specifiers(source)).toEqual([]);
});

test("tells types from values", () => {
  const source = [
    'import type { A } from "a";',
    'export type { B } from "b";',
    'import { type C } from "c";',
    'import type from "d";',
  ].join("\n");
  expect(scanImports(source).map(({ typesOnly }) => typesOnly)).toEqual([true, true, false, false]);
});

test("numbers the lines, whatever stands between", () => {
  const source = '/* one\n two */\nimport "a";\nconst t = `\n\n`;\nimport { b } from "b";\n';
  expect(scanImports(source).map(({ line }) => line)).toEqual([3, 7]);
});
