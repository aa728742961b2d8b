import { readFile } from "node:fs/promises";

import type { FastifyInstance } from "fastify";

const files = {
  "/": ["handsets.html", "text/html; charset=utf-8"],
  "/handsets.css": ["handsets.css", "text/css; charset=utf-8"],
  "/add-phone.js": ["add-phone.js", "text/javascript; charset=utf-8"],
  "/clock.js": ["clock.js", "text/javascript; charset=utf-8"],
  "/controls.js": ["controls.js", "text/javascript; charset=utf-8"],
  "/fault-words.js": ["fault-words.js", "text/javascript; charset=utf-8"],
  "/faults.js": ["faults.js", "text/javascript; charset=utf-8"],
  "/handsets.js": ["handsets.js", "text/javascript; charset=utf-8"],
  "/phone.js": ["phone.js", "text/javascript; charset=utf-8"],
  "/pictures.js": ["pictures.js", "text/javascript; charset=utf-8"],
  "/requests.js": ["requests.js", "text/javascript; charset=utf-8"],
  "/words.js": ["words.js", "text/javascript; charset=utf-8"],
} as const;

/** Pictures of messages may come from anywhere; everything else only from here. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page of simulated handsets at `/`. */
export async function handsetsPage(app: FastifyInstance): Promise<void> {
  for (const [path, [file, type]] of Object.entries(files)) {
    const text = await readFile(new URL(`../../../public/${file}`, import.meta.url), "utf8");
    app.get(path, (_request, reply) =>
      reply
        .headers({
          "content-security-policy": policy,
          "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer",
          "cache-control": "no-cache",
        })
        .type(type)
        .send(text),
    );
  }
}
