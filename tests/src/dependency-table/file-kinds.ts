/**
 * Whether a file only exists for tests: a test, a process that a test starts (a fixture), or what a
 * `testing` folder lends to them.
 */
export function isForTests(file: string): boolean {
  return (
    /\.(test|fixture)\.(ts|tsx|mjs)$/.test(file) ||
    /(^|\/)testing\//.test(file) ||
    /^(tests|bench)\//.test(file)
  );
}
