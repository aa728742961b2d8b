/** One import, re-export or dynamic import with a fixed specifier. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** True for `import type` and `export type`: nothing of it is left in the JavaScript. */
  readonly typesOnly: boolean;
}

// Comments, or strings: a string ends on its line, a template may span many.
const token =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

const statement = /\b(?:import|export)\b(\s+type\b(?!\s+from\b))?[\w$*{}\s,]*?\bfrom\s*"(\d+)"/g;
const sideEffect = /\bimport\b()\s*"(\d+)"/g;
const call = /\b(?:import|require|require\.resolve|import\.meta\.resolve)()\s*\(\s*"(\d+)"/g;

/**
 * Finds what a TypeScript or JavaScript source imports. Strings and comments are set aside first,
 * so that an import inside of one (an example, a test's made-up source) doesn't count. A computed
 * specifier can't be followed and is left out.
 */
export function scanImports(source: string): Import[] {
  const strings: string[] = [];
  const masked = source.replace(token, (found) => mask(found, strings));
  const found = [statement, sideEffect, call].flatMap((pattern) => [...masked.matchAll(pattern)]);
  return found
    .map((match) => ({
      specifier: strings[Number(match[2])] ?? "",
      line: lineAt(masked, match.index),
      typesOnly: match[1] !== undefined && match[1] !== "",
    }))
    .toSorted((one, other) => one.line - other.line);
}

/**
 * Puts a number in the place of a string and blanks a comment; line breaks stay, for the line
 * numbers.
 */
function mask(found: string, strings: string[]): string {
  const lineBreaks = found.replace(/[^\n]+/g, "");
  if (found.startsWith("/")) return ` ${lineBreaks}`;
  if (found.startsWith("`")) return `\`\`${lineBreaks}`;
  strings.push(found.slice(1, -1));
  return `"${strings.length - 1}"`;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
