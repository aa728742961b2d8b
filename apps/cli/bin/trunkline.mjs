#!/usr/bin/env node
import fs from "node:fs";
import { fileURLToPath } from "node:url";

/** In a clone the command line is built when it has to be; a package brings its `dist` along. */
const builder = new URL("../../../scripts/lib/build.mjs", import.meta.url);
if (fs.existsSync(fileURLToPath(builder))) {
  const { buildIfNeeded } = await import(builder.href);
  await buildIfNeeded({ quiet: true });
}
await import("../dist/index.js");
