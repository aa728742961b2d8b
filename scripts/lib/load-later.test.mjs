import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { build } from "esbuild";
import { expect, it } from "vitest";

import { scratchFolder } from "../fixtures/scratch.mjs";
import { loadLater, ownBundle, partsOutside } from "./load-later.mjs";
import { fromRoot } from "./root.mjs";

async function bundle(contents, plugins) {
  const folder = scratchFolder();
  const outfile = path.join(folder, "out.cjs");
  const stdin = { contents, resolveDir: fromRoot("services/twilio") };
  await build({ stdin, outfile, plugins, bundle: true, platform: "node", format: "cjs" });
  return createRequire(outfile);
}

it("loads a package only when something of it is used", async () => {
  const require = await bundle(
    `const path = require("node:path"); const later = require("node:querystring");
     exports.isModule = later.__esModule; exports.read = () => later.stringify({ a: 1 });
     exports.inner = () => later.default.stringify({ a: 2 });`,
    [loadLater(["node:querystring"])],
  );
  const made = require("./out.cjs");
  expect(made.isModule).toBe(true);
  expect([made.read(), made.inner()]).toEqual(["a=1", "a=2"]);
});

it("makes the official library's client without what it never uses", async () => {
  const require = await bundle(
    `const twilio = require("twilio");
     const client = twilio("AC" + "0".repeat(32), "token", { httpClient: { request() {} } });
     exports.messages = typeof client.messages.create;`,
    [loadLater(["axios", "jsonwebtoken"]), partsOutside(["Api", "ApiBase"])],
  );
  expect(require("./out.cjs").messages).toBe("function");
  const text = fs.readFileSync(require.resolve("./out.cjs"), "utf8");
  expect(text).toContain('require("axios")');
  expect(text).toContain('require("twilio/lib/rest/Verify")');
  expect(text).not.toContain("AxiosError");
});

it("leaves a module that is imported later to a bundle of its own", async () => {
  const folder = scratchFolder();
  fs.writeFileSync(path.join(folder, "later.js"), "exports.words = 'in the first bundle';");
  const require = await bundle(
    `exports.read = () => import(${JSON.stringify(path.join(folder, "later.js"))});`,
    [ownBundle("later.js", "./own.cjs")],
  );
  fs.writeFileSync(
    require.resolve("./out.cjs").replace("out.cjs", "own.cjs"),
    "exports.words = 'own';",
  );
  const made = require("./out.cjs");
  expect((await made.read()).words).toBe("own");
  expect(fs.readFileSync(require.resolve("./out.cjs"), "utf8")).not.toContain(
    "in the first bundle",
  );
});
