import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";

/*
 * Starts the server's bundle with the code that V8 compiled at an earlier start, as reading the
 * source anew takes longer than all the rest. Node does that by itself from 22.1 on
 * (`module.enableCompileCache`), not in 20.
 */
const bundle = fileURLToPath(new URL("bundle/server.cjs", import.meta.url));
const keepAfterMs = 3000;

type Run = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  folder: string,
) => void;

const source = Module.wrap(readFileSync(bundle, "utf8"));
// V8 knows its own version and flags in the kept code, but of the source its length alone.
const kept = `${bundle}.${createHash("sha256").update(source).digest("hex").slice(0, 16)}.code`;
const cachedData = readKept();
const script = new Script(source, {
  filename: bundle,
  ...(cachedData && { cachedData }),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const module = { exports: {} };
(script.runInThisContext() as Run)(
  module.exports,
  createRequire(bundle),
  module,
  bundle,
  dirname(bundle),
);
// Kept once most of what a start needs has been compiled.
if (cachedData === null || script.cachedDataRejected === true)
  setTimeout(keep, keepAfterMs).unref();

function readKept(): Buffer | null {
  try {
    return readFileSync(kept);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Where the folder is not ours to write to, starts are slower and nothing else. */
function keep(): void {
  const draft = `${kept}.${process.pid}`;
  try {
    writeFileSync(draft, script.createCachedData(), { mode: 0o644 });
    renameSync(draft, kept);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOENT"].includes(codeOf(error))) throw error;
    rmSync(draft, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
