import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Something that must stand nowhere in the clear, by the name that a finding is told under. */
export type Confidential = Readonly<Record<string, string>>;

/** A text in the forms in which it could be written down without anybody sealing it. */
function formsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text, "utf8");
  const encodings = new Set([
    text,
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll("%20", "+"),
    JSON.stringify(text).slice(1, -1),
    bytes.toString("hex"),
    ...base64Forms(bytes),
  ]);
  return [...encodings].map((encoded) => Buffer.from(encoded, "utf8"));
}

/** Base64 differs by where in a longer text the bytes begin; what stands at the seams is left out. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return padded.slice(offset === 0 ? 0 : 4, -4);
  });
}

/** The names of what stands in some bytes in the clear. */
export function leaksIn(bytes: Buffer | string, confidential: Confidential): string[] {
  const haystack = typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes;
  return Object.entries(confidential)
    .filter(([, text]) => formsOf(text).some((form) => haystack.includes(form)))
    .map(([name]) => name);
}

/** Every file below a folder, except those whose path there is left out. */
export async function filesBelow(folder: string, without: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !without.includes(path.slice(folder.length + 1)));
}

/** Looks through the bytes of files, as `strings` would; each finding names the file and the text. */
export async function leaksInFiles(
  files: readonly string[],
  confidential: Confidential,
): Promise<string[]> {
  const findings: string[] = [];
  for (const file of files) {
    const names = leaksIn(await readFile(file), confidential);
    findings.push(...names.map((name) => `${name} in ${file}`));
  }
  return findings;
}
