import * as fc from "fast-check";
import { Type } from "typebox";
import { expect, test } from "vitest";

import { checkInput } from "./check-input.ts";

const schema = Type.Object(
  {
    toPhone: Type.String({ pattern: "^\\+\\d+$", expected: "a number in E.164 form" }),
    customProps: Type.Optional(
      Type.Object(
        {
          mediaUrl: Type.Optional(
            Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 2 })], {
              expected: "one URL or a list of at most 2",
            }),
          ),
          attempt: Type.Optional(Type.Integer({ minimum: 1 })),
        },
        {
          additionalProperties: false,
          expected: "an object",
          misplaced: { to: 'Give "toPhone" instead.' },
        },
      ),
    ),
    free: Type.Optional(Type.Record(Type.String(), Type.Number())),
    rows: Type.Optional(
      Type.Array(Type.Object({ id: Type.String() }, { additionalProperties: false })),
    ),
  },
  { additionalProperties: false, expected: "an object" },
);
const to = { toPhone: "+1" };

test("finds nothing wrong with a value that fits", () => {
  expect(checkInput(schema, { toPhone: "+1", customProps: { mediaUrl: ["a", "b"] } })).toEqual([]);
});

test("names a missing property", () => {
  expect(checkInput(schema, {})).toEqual([
    {
      path: "toPhone",
      code: "PROPERTY_MISSING",
      message: 'The property "toPhone" is missing.',
      hint: 'Give "toPhone".',
    },
  ]);
});

test("names an unknown property and the nearest right one", () => {
  expect(checkInput(schema, { ...to, customProps: { mediaURLs: "x" } })).toEqual([
    {
      path: "customProps.mediaURLs",
      code: "PROPERTY_UNKNOWN",
      message: 'The property "mediaURLs" in "customProps" is not known.',
      hint: 'Did you mean "mediaUrl"?',
    },
  ]);
});

test("lists what is known when nothing is near", () => {
  const [problem] = checkInput(schema, { ...to, zebra: 1 });
  expect(problem?.hint).toBe("Known are: customProps, free, rows, toPhone.");
});

test("says where a misplaced property belongs", () => {
  expect(checkInput(schema, { ...to, customProps: { to: "+1" } })).toEqual([
    {
      path: "customProps.to",
      code: "PROPERTY_MISPLACED",
      message: 'The property "to" in "customProps" does not belong there.',
      hint: 'Give "toPhone" instead.',
    },
  ]);
});

test("takes no inherited name for a misplaced or known one", () => {
  const input = JSON.parse('{"toPhone":"+1","customProps":{"constructor":1,"__proto__":2}}');
  expect(checkInput(schema, input).map(({ code, path }) => [code, path])).toEqual([
    ["PROPERTY_UNKNOWN", "customProps.constructor"],
    ["PROPERTY_UNKNOWN", "customProps.__proto__"],
  ]);
});

test("finds every problem at once and each place once", () => {
  const problems = checkInput(schema, {
    toPhone: 5,
    customProps: { mediaUrl: [1, 2, 3], attempt: 0, x: 1 },
  });
  expect(problems.map(({ path }) => path).toSorted()).toEqual([
    "customProps.attempt",
    "customProps.mediaUrl",
    "customProps.x",
    "toPhone",
  ]);
});

test("tells of thousands of unknown properties the first few only", () => {
  const many = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [`${"x".repeat(200)}${index}`, 1]),
  );
  expect(checkInput(schema, { ...to, ...many, customProps: { x: 1 } }).length).toBeLessThan(30);
});

test("says what is expected as a whole, whatever is wrong inside", () => {
  expect(checkInput(schema, { ...to, customProps: { mediaUrl: ["a", 2] } })).toEqual([
    {
      path: "customProps.mediaUrl",
      code: "PROPERTY_INVALID",
      message: 'The property "customProps.mediaUrl" must be one URL or a list of at most 2.',
      hint: null,
    },
  ]);
});

test("calls the whole value by its name", () => {
  expect(checkInput(schema, null)[0]?.message).toBe('The property "data" must be an object.');
  expect(checkInput(schema, "text", "settings")[0]?.message).toBe(
    'The property "settings" must be an object.',
  );
});

test("finds its way into lists", () => {
  const problems = checkInput(schema, { ...to, rows: [{ id: "a" }, { id: 1 }, { ID: "c" }] });
  expect(problems.map(({ path }) => path).toSorted()).toEqual([
    "rows.1.id",
    "rows.2.ID",
    "rows.2.id",
  ]);
});

test("never repeats a name that might hold a number or a text", () => {
  const problems = checkInput(schema, {
    ...to,
    "+15550001111": 1,
    free: { "+15550002222": "x", "15550003333": "y" },
  });
  expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(["?", "free.?"]));
  expect(JSON.stringify(problems)).not.toMatch(/555000/u);
});

test("never repeats an unknown name unless it is an identifier of at most 40 characters", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 80, unit: "grapheme" }), (name) => {
      const text = JSON.stringify(checkInput(schema, { ...to, [name]: 1 }));
      if (/^[A-Za-z_$][\w$]{0,39}$/u.test(name)) expect(text).toContain(name);
      else expect(text).toContain('"A property is not known."');
    }),
  );
});

test("never repeats a value", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{12,20}$/u), (secret) => {
      const problems = checkInput(schema, {
        toPhone: secret,
        customProps: { mediaUrl: [[secret]] },
      });
      expect(problems.length).toBe(2);
      expect(JSON.stringify(problems)).not.toContain(secret);
    }),
  );
});

test("names a declared property that is no identifier, and says that a list is no object", () => {
  const headers = Type.Object({ "idempotency-key": Type.String({ pattern: "^a$" }) });
  const [wrong] = checkInput(headers, { "idempotency-key": "b" });
  expect(wrong?.path).toBe("idempotency-key");
  const [list] = checkInput(headers, ["a"]);
  expect(list?.message).toBe('The property "data" must be an object.');
});

test("says what is wrong inside of a record, and what its names look like", () => {
  const entry = Type.Object({ group: Type.String() }, { expected: "an object with a group" });
  const records = Type.Object({
    hooks: Type.Record(Type.String({ pattern: "^[a-z]+$" }), Type.Array(entry), {
      additionalProperties: false,
      hint: "Names are lower-case.",
    }),
  });
  expect(checkInput(records, { hooks: { order: [{ group: 1 }], "Not One": [] } })).toEqual([
    expect.objectContaining({ path: "hooks.?", hint: "Names are lower-case." }),
    expect.objectContaining({ path: "hooks.order.0.group", code: "PROPERTY_INVALID" }),
  ]);
});
