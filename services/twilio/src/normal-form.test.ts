import * as fc from "fast-check";
import { expect, test } from "vitest";

import { contentSid, serviceSid } from "./testing/answers.ts";
import { normalOf } from "./testing/problems-of.ts";

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof(arbitrary, fc.constantFrom(null, "", undefined));
const url = fc.webUrl({ validSchemes: ["https"] });
const instant = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .chain((date) => fc.constantFrom(date, date.toISOString()));

const sendInput = fc.record({
  toPhone: fc.constantFrom("+15558675310", "whatsapp:+15558675310"),
  msg: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }),
  fromPhone: maybe(fc.constantFrom("+15005550006", "Shop", "12345")),
  fromService: maybe(fc.constant(serviceSid)),
  customProps: maybe(
    fc.record({
      contentSid: fc.constant(contentSid),
      contentVariables: maybe(fc.dictionary(fc.string({ maxLength: 9 }), fc.string())),
      mediaUrl: maybe(fc.oneof(url, fc.array(url, { maxLength: 10 }))),
      sendAt: maybe(instant),
      smartEncoded: maybe(fc.boolean()),
    }),
  ),
  rawParameters: maybe(fc.record({ Tags: maybe(fc.string()), Extra: maybe(fc.integer()) })),
});
const listInput = fc.record({
  criteria: maybe(
    fc.record({
      to: maybe(fc.constant("+15558675310")),
      dateSent: maybe(instant),
      dateSentBefore: maybe(
        instant.map((date) => (typeof date === "string" ? date.slice(0, 10) : date)),
      ),
    }),
  ),
  limit: maybe(fc.integer({ min: 1, max: 1000 })),
});

test("the normal form of a send is its own normal form, and so is its JSON", () => {
  fc.assert(
    fc.property(sendInput, (input) => {
      const normal = normalOf("sendMessage", input);
      expect(normalOf("sendMessage", normal)).toEqual(normal);
      expect(normalOf("sendMessage", JSON.parse(JSON.stringify(normal)))).toEqual(normal);
    }),
  );
});

test("the normal form of a list is its own normal form", () => {
  fc.assert(
    fc.property(listInput, (input) => {
      const normal = normalOf("listMessages", input);
      expect(normalOf("listMessages", normal)).toEqual(normal);
    }),
  );
});

test("normalising leaves the given input alone", () => {
  const given = {
    toPhone: "+15558675310",
    msg: "x",
    customProps: { mediaUrl: "https://a.example", attempt: null },
  };
  const copy = structuredClone(given);
  normalOf("sendMessage", given);
  expect(given).toEqual(copy);
});

test("no value whatever makes a command fail in another way than by naming problems", () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withNullPrototype: true }), (anything) => {
      for (const id of [
        "sendMessage",
        "listMessages",
        "listMessagesPage",
        "readMessage",
        "updateMessage",
      ]) {
        try {
          normalOf(id, anything);
        } catch (error) {
          expect((error as Error).name).toBe("InputError");
        }
      }
    }),
  );
});

test("deep nesting is refused and not followed", () => {
  let deep: unknown = "x";
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  const input = {
    toPhone: "+15558675310",
    msg: "x",
    customProps: { contentSid, contentVariables: { a: deep } },
  };
  expect(() => normalOf("sendMessage", input)).toThrow("contentVariables");
  expect(() => normalOf("sendMessage", { ...input, customProps: deep })).toThrow("customProps");
});
