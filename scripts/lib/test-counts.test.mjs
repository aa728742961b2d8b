import { expect, test } from "vitest";

import { countsLine, countTests } from "./test-counts.mjs";

const file = (status, ...statuses) => ({
  status,
  assertionResults: statuses.map((one) => ({ status: one })),
});

test("counts what vitest counted", () => {
  const testResults = [file("passed", "passed"), file("failed", "passed", "failed")];
  const report = { numPassedTests: 2, numFailedTests: 1, testResults };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1 });
});

test("a file that failed before its first test is one failure", () => {
  const report = { numPassedTests: 2, numFailedTests: 0, testResults: [file("failed")] };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1 });
});

test("a run that failed for another reason is one failure", () => {
  const report = { numPassedTests: 2, numFailedTests: 0, testResults: [file("passed", "passed")] };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1 });
});

test("no report and no tests at all are one failure", () => {
  expect(countTests(null, 137)).toEqual({ passed: 0, failed: 1 });
  const report = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  expect(countTests(report, 0)).toEqual({ passed: 0, failed: 1 });
});

test("a run without failures has none", () => {
  const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file("passed", "passed")] };
  expect(countTests(report, 0)).toEqual({ passed: 3, failed: 0 });
});

test("the last line is the counts and nothing else", () => {
  expect(countsLine({ passed: 12, failed: 3 })).toBe("12 passed, 3 failed");
});
