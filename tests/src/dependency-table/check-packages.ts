import { isBuiltin } from "node:module";
import path from "node:path";

import { isForTests } from "./file-kinds.ts";
import type { Import } from "./scan-imports.ts";
import type { Allowed, Row } from "./table.ts";
import type { SourceFile, Workspace } from "./workspace.ts";

/** What the check of one import needs to know besides the import. */
interface Surroundings {
  readonly workspaces: readonly Workspace[];
  readonly table: readonly Row[];
  /** Packages that the root declares for every test. */
  readonly tools: readonly string[];
}

/**
 * Every import and declaration that the package table doesn't allow, as `file:line what is wrong`.
 */
export function packageFaults(surroundings: Surroundings): string[] {
  return surroundings.workspaces.flatMap((workspace) => [
    ...declarationFaults(workspace, surroundings),
    ...workspace.files.flatMap((file) =>
      file.imports.flatMap((one) => {
        const fault = importFault(workspace, file, one, surroundings);
        return fault === null ? [] : [`${file.path}:${one.line} ${fault}`];
      }),
    ),
  ]);
}

function declarationFaults(workspace: Workspace, { workspaces, table }: Surroundings): string[] {
  const row = rowOf(workspace.folder, table);
  if (row === undefined) return [`${workspace.folder} has no row in the table`];
  return [...declared(workspace, true)]
    .map((name) => workspaces.find((other) => other.manifest.name === name))
    .filter((other) => other !== undefined)
    .filter((other) => !row.may.some((one) => fits(other.folder, one.to)))
    .map(
      (other) =>
        `${workspace.folder}/package.json declares ${other.manifest.name}, which it may not use`,
    );
}

function importFault(
  workspace: Workspace,
  file: SourceFile,
  { specifier, typesOnly }: Import,
  surroundings: Surroundings,
): string | null {
  if (specifier.startsWith(".")) return relativeFault(workspace, file, specifier);
  if (/^(\/|file:)/.test(specifier)) return `imports ${specifier} by an absolute path`;
  if (isBuiltin(specifier)) return null;
  const name = packageName(specifier);
  const undeclared = declarationFault(workspace, file, name, surroundings.tools);
  if (undeclared !== null) return undeclared;
  const target = surroundings.workspaces.find((other) => other.manifest.name === name);
  if (target === undefined) return null;
  const door = specifier.slice(name.length);
  if (target.manifest.exports?.[`.${door}`] === undefined)
    return `imports ${specifier}, a path into a package`;
  const may = (rowOf(workspace.folder, surroundings.table)?.may ?? []).filter((one) =>
    opens(one, target.folder, door),
  );
  if (may.length === 0) return `imports ${specifier}, which ${workspace.folder} may not use`;
  if (!typesOnly && may.every((one) => one.typesOnly))
    return `imports more than types from ${specifier}`;
  return null;
}

function relativeFault(workspace: Workspace, file: SourceFile, specifier: string): string | null {
  const target = path.posix.join(path.posix.dirname(file.path), specifier);
  if (!target.startsWith(`${workspace.folder}/`))
    return `imports ${specifier}, a path out of its package`;
  if (isForTests(target) && !isForTests(file.path))
    return `imports ${specifier}, which is for tests`;
  return null;
}

function declarationFault(
  workspace: Workspace,
  file: SourceFile,
  name: string,
  tools: readonly string[],
): string | null {
  const forTests = isForTests(file.path);
  if (declared(workspace, forTests).has(name)) return null;
  if (forTests && tools.includes(name)) return null;
  return `imports ${name}, which ${workspace.folder}/package.json doesn't declare`;
}

function declared({ manifest }: Workspace, forTests: boolean): Set<string> {
  return new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...(forTests ? Object.keys(manifest.devDependencies ?? {}) : []),
  ]);
}

function rowOf(folder: string, table: readonly Row[]): Row | undefined {
  return table.find((row) => fits(folder, row.from));
}

function opens(allowed: Allowed, folder: string, door: string): boolean {
  return fits(folder, allowed.to) && (allowed.door ?? door) === door;
}

/** Whether a folder is the one named, or one of those beside each other that `services/*` names. */
function fits(folder: string, pattern: string): boolean {
  return pattern.endsWith("/*") ? folder.startsWith(pattern.slice(0, -1)) : folder === pattern;
}

function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
