/**
 * Whether a file only exists for tests: a test, a process that a test starts (a fixture), what a
 * `testing` folder lends to them, or a `conformance` kit that is run by hand.
 */
export function isForTests(file: string): boolean {
  return (
    /\.(test|fixture)\.(ts|tsx|mjs)$/.test(file) ||
    /(^|\/)(testing|conformance)\//.test(file) ||
    /^(tests|bench)\//.test(file)
  );
}
