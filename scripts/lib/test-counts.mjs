/**
 * What a vitest run amounts to, from its JSON report (null when it wrote none) and its exit code. A
 * file that failed before its first test counts as one failure, and so does anything else that made
 * vitest fail without a failed test (an unhandled error, no tests at all): a broken run is never "0
 * failed".
 */
export function countTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const brokenFiles = (report?.testResults ?? []).filter(isBroken).length;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  const isUnexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

/** The line that every test run ends with. */
export function countsLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

function isBroken(file) {
  return (
    file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed")
  );
}
