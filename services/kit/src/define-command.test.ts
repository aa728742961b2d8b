import { Type } from "typebox";
import { expect, test } from "vitest";

import { type CommandDeclaration, defineCommand } from "./define-command.ts";
import { InputError, KitError } from "./errors.ts";

const input = Type.Object({ name: Type.Optional(Type.String()) }, { additionalProperties: false });
const output = Type.Object({ sid: Type.String() });
type Declaration = CommandDeclaration<string, { fallback?: string }, typeof input, typeof output>;

function aDeclaration(changes: Partial<Declaration> = {}): Declaration {
  return {
    id: "greet",
    title: "Greet",
    purpose: "Greets.",
    input,
    output,
    runsIn: ["cloud"],
    effect: "read",
    run: async (client, { name }) => ({ sid: `${client} greets ${name ?? "nobody"}` }),
    ...changes,
  };
}

const problem = { path: "name", code: "NAME_WRONG", message: "Wrong.", hint: "Mend it." };
const now = new Date("2030-01-31T12:00:00Z");

test("runs with what came through normalise and complete", async () => {
  const command = defineCommand(
    aDeclaration({
      prepare: (raw) => ({ ...(raw as object), name: "ann" }),
      normalise: ({ name }) => ({ ok: true, value: { name: `${name}!` } }),
      complete: ({ name }, { fallback }, at) => ({
        ok: true,
        value: { name: `${name} ${fallback} ${at.getUTCFullYear()}` },
      }),
    }),
  );
  const normal = command.normalise({}, now);
  const complete = command.complete(normal, { fallback: "bob" }, now);
  expect(await command.run("Eve", complete)).toEqual({ sid: "Eve greets ann! bob 2030" });
});

test("passes input on unchanged when there is nothing to do to it", () => {
  const command = defineCommand(aDeclaration());
  const raw = { name: "ann" };
  expect(command.complete(command.normalise(raw, now), {})).toBe(raw);
});

test("refuses input that the schema refuses before the command sees it", () => {
  const command = defineCommand(
    aDeclaration({
      normalise: () => {
        throw new Error("must not be called");
      },
    }),
  );
  expect(() => command.normalise({ nam: "ann" }, now)).toThrow(InputError);
});

test("turns problems of normalise and complete into one input error", () => {
  const refuse = () => ({ ok: false as const, problems: [problem, { ...problem, hint: null }] });
  const command = defineCommand(aDeclaration({ normalise: refuse, complete: refuse }));
  for (const work of [() => command.normalise({}, now), () => command.complete({}, {}, now)]) {
    let caught: unknown;
    try {
      work();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InputError);
    expect((caught as InputError).report).toEqual({
      code: "INPUT_INVALID",
      title: "The input is not right",
      message: "Wrong. Wrong.",
      hint: "Mend it.",
      status: null,
      twilioCode: null,
      moreInfo: null,
      requestId: null,
      retryable: false,
      outcome: "not-done",
    });
  }
});

test("identifies what a once command made, and nothing for others", () => {
  const once = defineCommand(
    aDeclaration({ effect: "once", identify: ({ sid }) => ({ account: "A", sid }) }),
  );
  expect(once.identify({ sid: "S1" })).toEqual({ account: "A", sid: "S1" });
  expect(defineCommand(aDeclaration()).identify({ sid: "S1" })).toBeNull();
});

test("says whom it reaches, and null where that is not declared", () => {
  const recipients = ({ name }: { name?: string }) => (name === undefined ? [] : [name]);
  expect(defineCommand(aDeclaration({ recipients })).recipients({ name: "ann" })).toEqual(["ann"]);
  expect(defineCommand(aDeclaration()).recipients({ name: "ann" })).toBeNull();
});

test("refuses a once command that cannot identify, and an identify without once", () => {
  expect(() => defineCommand(aDeclaration({ effect: "once" }))).toThrow(KitError);
  const identify = () => ({ account: "A", sid: "S" });
  expect(() => defineCommand(aDeclaration({ identify }))).toThrow(KitError);
});
