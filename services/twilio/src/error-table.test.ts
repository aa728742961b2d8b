import { expect, test } from "vitest";

import { errorRow } from "./error-row.ts";
import { channelErrorRows } from "./error-rows-channel.ts";
import { deliveryErrorRows } from "./error-rows-delivery.ts";
import { requestErrorRows } from "./error-rows-request.ts";
import { ambiguousCodes, errorTable } from "./error-table.ts";

/** The codes of the facts sheet's tables, ranges spelled out, with those worth another try. */
const requestCodes = [
  20001, 20003, 20004, 20005, 20006, 20007, 20008, 20009, 20403, 20404, 20409, 20410, 20422, 20429,
  20500, 20503, 20504, 21201, 21211, 21212, 21213, 21214, 21217, 21218, 21219, 21265, 21266, 21267,
  21268, 21408, 21602, 21603, 21604, 21605, 21606, 21607, 21608, 21609, 21610, 21611, 21612, 21614,
  21616, 21617, 21618, 21619, 21620, 21621, 21622, 21623, 21624, 21626, 21627, 21635, 21653, 21654,
  21655, 21656, 21657, 21658, 21659, 21660, 21661, 21701, 21702, 21703, 21704, 21705, 21708, 21709,
  21710, 21711, 21712, 30400, 30404, 30409, 35111, 35114, 35115, 35117, 35118, 35125, 35126, 35127,
];
const deliveryCodes = [
  14107, 14109, 30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010, 30011, 30012,
  30013, 30017, 30018, 30019, 30020, 30021, 30022, 30023, 30024, 30025, 30026, 30027, 30028, 30029,
  30030, 30031, 30032, 30033, 30034, 30035, 30036, 30037, 30038, 30039, 30040, 30041, 30042, 30043,
  30410, 30450, 30453, 30454, 30500,
];
const channelCodes = [
  63001, 63003, 63005, 63007, 63009, 63010, 63012, 63013, 63014, 63015, 63016, 63017, 63018, 63019,
  63021, 63024, 63027, 63028, 63030, 63031, 63032, 63033, 63034, 63035, 63036, 63038, 63040, 63041,
  63042, 63049, 63051, 63052,
];
const codesOf = (rows: typeof requestErrorRows) =>
  rows.map(([code]) => code).toSorted((a, b) => a - b);

test("has every code that an answer, a message or a channel is known to carry, once", () => {
  expect(codesOf(requestErrorRows)).toEqual(requestCodes);
  expect(codesOf(deliveryErrorRows)).toEqual(deliveryCodes);
  expect(codesOf(channelErrorRows)).toEqual(channelCodes);
  expect(errorTable.size).toBe(requestCodes.length + deliveryCodes.length + channelCodes.length);
});

test("calls exactly those codes of answers retryable that can pass by themselves", () => {
  const retryable = requestErrorRows.filter(([, retry]) => retry !== "no").map(([code]) => code);
  expect(retryable).toEqual([20009, 20409, 20429, 20500, 20503, 20504, 21611, 21702, 35125]);
});

test("every row has words and a source", () => {
  for (const row of errorTable.values()) {
    expect(row.title).toMatch(/^.{5,50}$/u);
    expect(row.meaning).toMatch(/^[A-Z0-9].+\.$/u);
    if (row.hint !== null) expect(row.hint).toMatch(/^[A-Za-z].+\.$/u);
    expect(row.source).toBe(`https://www.twilio.com/docs/api/errors/${row.code}`);
  }
});

test("seconds in a row become milliseconds", () => {
  expect(errorRow([1, 60, "t", "m", null])).toMatchObject({
    retryable: true,
    retryAfterMs: 60_000,
  });
  expect(errorRow([1, "yes", "t", "m", null])).toMatchObject({
    retryable: true,
    retryAfterMs: null,
  });
  expect(errorRow([1, "no", "t", "m", null])).toMatchObject({
    retryable: false,
    retryAfterMs: null,
  });
});

test("every ambiguous code has a row", () => {
  for (const code of ambiguousCodes) expect(errorTable.has(code)).toBe(true);
});
