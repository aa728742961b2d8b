import { CommandParams, Name } from "@trunkline/api-contract";
import { expect, test } from "vitest";

import { CliError } from "../errors.ts";
import { checkName, commandPath } from "./paths.ts";

const names = ["demo", "a", "a-b_c9", "x".repeat(63)];
const others = ["", "+15550001111", "15550001111", "Demo", "a b", "a/b", "..", "x".repeat(64), "ä"];

test("a name passes exactly when the API takes it", () => {
  const pattern = patternOf(Name);
  for (const name of [...names, ...others]) {
    expect(passes(() => checkName("a thing", name))).toBe(pattern.test(name));
  }
});

test("a command's id passes exactly when the API takes it", () => {
  const pattern = patternOf(CommandParams.properties.command);
  for (const id of ["sendMessage", "call", "", "+15550001111", "9a", "send-message", "../x"]) {
    expect(passes(() => commandPath("demo", "sms", id))).toBe(pattern.test(id));
  }
});

test("a refused name is not repeated", () => {
  expect(() => checkName("a profile", "+15550001111")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("1555") }),
  );
});

function patternOf(schema: object): RegExp {
  return new RegExp(String(Reflect.get(schema, "pattern")));
}

function passes(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(CliError);
    return false;
  }
}
