import { expect, it } from "vitest";

import { ruleOfCommand, ruleOfHook } from "./rule-of.ts";

const rule = [{ group: "Support" }];

it("takes a hook's own setting where the rules don't name it", () => {
  expect(ruleOfHook({ hooks: { order: rule } }, "order", "public")).toBe(rule);
  expect(ruleOfHook({ hooks: { order: [] } }, "order", "public")).toEqual([]);
  expect(ruleOfHook({ hooks: { other: rule } }, "order", "key")).toEqual([]);
  expect(ruleOfHook({}, "order", "public")).toEqual([{ group: "Public" }]);
});

it("knows a command's rule by its connection and its name", () => {
  const rules = { commands: { sms: { sendMessage: rule } } };
  expect(ruleOfCommand(rules, "sms", "sendMessage")).toBe(rule);
  expect(ruleOfCommand(rules, "sms", "readMessage")).toBeNull();
  expect(ruleOfCommand(rules, "other", "sendMessage")).toBeNull();
  expect(ruleOfCommand({}, "sms", "sendMessage")).toBeNull();
});

it("never takes what every object has for a rule", () => {
  const rules = { hooks: {}, commands: { sms: {} } };
  for (const name of ["constructor", "toString", "hasOwnProperty", "__proto__"]) {
    expect(ruleOfHook(rules, name, "key")).toEqual([]);
    expect(ruleOfCommand(rules, name, "call")).toBeNull();
    expect(ruleOfCommand(rules, "sms", name)).toBeNull();
  }
});
