#!/usr/bin/env node
import fs from "node:fs";
import { fileURLToPath } from "node:url";

/** In a clone the command line is built when it has to be; a package would bring its `dist` along. */
const scripts = new URL("../../../scripts/lib/", import.meta.url);
if (fs.existsSync(fileURLToPath(scripts))) {
  const { requireNode } = await import(new URL("node-version.mjs", scripts).href);
  requireNode();
  const { buildQuietly } = await import(new URL("build-quietly.mjs", scripts).href);
  await buildQuietly();
}
await import("../dist/index.js");
