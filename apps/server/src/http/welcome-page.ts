import { readFile } from "node:fs/promises";

import type { FastifyInstance } from "fastify";

const files = {
  "/welcome": ["welcome.html", "text/html; charset=utf-8"],
  "/welcome.css": ["welcome.css", "text/css; charset=utf-8"],
  "/welcome.js": ["welcome.js", "text/javascript; charset=utf-8"],
} as const;

// The folder lies as far from this file as from the server's bundle.
const folder = new URL("../../public/", import.meta.url);

/** Nothing but its own files, and no way out for what is typed but its own script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page of the first owner at `/welcome`; what its link holds behind the `#` is not sent here. */
export function welcomePage(app: FastifyInstance): void {
  for (const [path, [file, type]] of Object.entries(files)) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .headers({
          "content-security-policy": policy,
          "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer",
          "cache-control": "no-cache",
        })
        .type(type)
        // Read when it is asked for: it is needed once in a server's life.
        .send(await readFile(new URL(file, folder))),
    );
  }
}
