import { readEnvironment } from "./config/env.ts";
import { runCli } from "./run-cli.ts";

/** A reader that has seen enough (`trunkline … | head`) is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  environment: readEnvironment(),
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
