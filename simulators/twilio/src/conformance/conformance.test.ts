import { expect, it } from "vitest";

import { expectLike, expectRefusal } from "./expect.ts";
import { libraries } from "./libraries.ts";
import { allChecks, checkLibrary } from "./run-conformance.ts";
import { tableOf } from "./table.ts";

it.each(libraries())(
  "finds nothing wrong with twilio $version",
  { timeout: 60_000 },
  async (one) => {
    const { faults } = await checkLibrary(one, null);
    expect([...faults].filter(([, fault]) => fault !== null)).toEqual([]);
    expect(faults.size).toBe(allChecks.length);
  },
);

it("checks two majors of the official library", () => {
  const majors = libraries().map(({ version }) => version.split(".", 1)[0]);
  expect(majors).toEqual(["6", "5"]);
});

it("notices what differs", async () => {
  expect(() => expectLike({ a: 1, b: 2 }, { a: 1 })).not.toThrow();
  expect(() => expectLike({ a: 1 }, { a: 2 }, "the text")).toThrow('the text is {"a":1}');
  expect(() => expectLike(["a"], ["a", "b"])).toThrow("and not");
  expect(() => expectLike(null, { a: 1 })).toThrow("and not");
  expect(() => expectLike("SM1", /^MM/)).toThrow("and not");
  const error = Object.assign(new Error("No"), { code: 21211, status: 400 });
  await expect(expectRefusal(Promise.reject(error), 21211, 400)).resolves.toBeUndefined();
  await expect(expectRefusal(Promise.reject(error), 21212, 400)).rejects.toThrow("21211");
  await expect(expectRefusal(Promise.resolve(), 21211, 400)).rejects.toThrow("not refused");
});

it("says in a table what failed where, and why", () => {
  const table = tableOf([
    { version: "6.0.0", faults: new Map([["texts arrive", null]]) },
    { version: "5.0.0", faults: new Map([["texts arrive", "it never came"]]) },
  ]);
  expect(table.split("\n")).toEqual([
    "check         twilio 6.0.0  twilio 5.0.0",
    "texts arrive  ok            FAILED",
    "",
    "twilio 5.0.0, texts arrive: it never came",
    "1 checks, 2 versions, 1 failed",
  ]);
});
