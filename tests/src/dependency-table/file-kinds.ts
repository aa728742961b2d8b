/**
 * Whether a file only exists for tests: a test itself, or what a `testing` folder lends to them.
 */
export function isForTests(file: string): boolean {
  return (
    /\.test\.(ts|tsx|mjs)$/.test(file) ||
    /(^|\/)testing\//.test(file) ||
    /^(tests|bench)\//.test(file)
  );
}
