import fs from "node:fs";
import path from "node:path";

import { type Import, scanImports } from "./scan-imports.ts";

/** What a workspace's `package.json` says, as far as the tables are about it. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** One source file with what it imports; its path is relative to the root. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
}

/** One workspace: its folder (relative to the root), manifest and sources. */
export interface Workspace {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
}

/** The folder of the clone. */
export const root = path.resolve(import.meta.dirname, "../../..");

/** Reads every workspace that the root's `package.json` names. */
export function readWorkspaces(): Workspace[] {
  return rootManifest()
    .workspaces.flatMap(foldersOf)
    .map((folder) => ({
      folder,
      manifest: readJson(`${folder}/package.json`) as Manifest,
      files: sourcesUnder(folder).map((file) => ({ path: file, imports: importsOf(file) })),
    }));
}

/** What tests may import without their own workspace declaring it. */
export function toolsOfTheRoot(): string[] {
  return Object.keys(rootManifest().devDependencies ?? {});
}

function rootManifest() {
  return readJson("package.json") as Manifest & { workspaces: string[] };
}

/** Reads a JSON file of the clone. */
export function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
}

function foldersOf(pattern: string): string[] {
  if (!pattern.endsWith("/*")) return [pattern];
  const parent = pattern.slice(0, -2);
  return fs
    .readdirSync(path.join(root, parent), { withFileTypes: true })
    .map((entry) => `${parent}/${entry.name}`)
    .filter((folder) => fs.existsSync(path.join(root, folder, "package.json")));
}

function sourcesUnder(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isBuilt(entry.name) ? [] : sourcesUnder(name);
    return /\.(ts|tsx|mts|mjs|js)$/.test(entry.name) ? [name] : [];
  });
}

function isBuilt(name: string): boolean {
  return name === "node_modules" || name === "dist" || name.startsWith(".");
}

function importsOf(file: string): Import[] {
  return scanImports(fs.readFileSync(path.join(root, file), "utf8"));
}
