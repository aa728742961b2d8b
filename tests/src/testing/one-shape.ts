import { expect } from "vitest";

import type { Answer, ErrorBody } from "./api-client.ts";

const fields = [
  "code",
  "hint",
  "message",
  "moreInfo",
  "outcome",
  "requestId",
  "retryable",
  "status",
  "title",
  "twilioCode",
];

/** The error of an answer, which has the one shape of errors and nothing besides. */
export function expectOneShape(answer: Answer): ErrorBody {
  const { error } = answer.body;
  expect(Object.keys(answer.body), answer.text).toEqual(["error"]);
  expect(Object.keys(error ?? {}).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(fields);
  if (error === undefined) throw new Error("The answer has no error.");
  expect(error.code).toMatch(/^[A-Z][A-Z_]+$/u);
  expect(error.title).not.toBe("");
  expect(error.message).not.toBe("");
  return error;
}
