import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, test } from "vitest";

import { createOptions, formName, namedInputs } from "./create-options.ts";

const require = createRequire(import.meta.url);
const librarySource = readFileSync(
  require.resolve("twilio/lib/rest/api/v2010/account/message.js"),
  "utf8",
);
const createSource = librarySource.slice(
  librarySource.indexOf("instance.create ="),
  librarySource.indexOf("instance.createWithHttpInfo ="),
);

test("knows exactly the options that the library's create maps", () => {
  const mapped = [...createSource.matchAll(/params\["(\w+)"\] !== undefined/gu)].map(
    ([, name]) => name,
  );
  expect(mapped.length).toBeGreaterThan(20);
  const ours = [...Object.keys(createOptions), ...Object.keys(namedInputs)];
  expect(new Set(["to", ...mapped])).toEqual(new Set(ours));
});

test("spells each option in forms as the library does", () => {
  for (const name of [...Object.keys(createOptions), ...Object.keys(namedInputs)]) {
    expect(createSource).toContain(`data["${formName(name)}"] = `);
  }
});
