import { expect, it } from "vitest";

import { aForm } from "../../testing/a-form.ts";
import { makeDatabase } from "../../testing/test-database.ts";
import { type KeptEffect, openKeptValues } from "./kept-values.ts";

async function open() {
  const database = await makeDatabase();
  const keptValues = openKeptValues(database.pool);
  const form = aForm();
  const perform = (effect: KeptEffect, by = "run_1:s", of = form) =>
    keptValues.perform({ form: of, by }, effect);
  return { database, form, perform, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

const keep = (value: string, seconds: number | null = null): KeptEffect => ({
  kind: "keep-value",
  key: "code",
  value,
  seconds,
});
const keepIfAbsent = (value: string, seconds: number | null = null): KeptEffect => ({
  kind: "keep-value-if-absent",
  key: "code",
  value,
  seconds,
});
const read: KeptEffect = { kind: "kept-value", key: "code" };
const forget: KeptEffect = { kind: "forget-value", key: "code" };
const given = (value: unknown) => ({ ok: true, value });

it("keeps, gives and forgets a value", async () => {
  await using kept = await open();
  expect(await kept.perform(read)).toEqual(given(null));
  await kept.perform(keep("934211"));
  await kept.perform(keep("934212"));
  expect(await kept.perform(read)).toEqual(given("934212"));
  await kept.perform(forget);
  expect(await kept.perform(read)).toEqual(given(null));
});

it("keeps a value once when many want to at the same moment", async () => {
  await using kept = await open();
  const steps = Array.from({ length: 20 }, (_, index) => `run_${index}:s`);
  const outcomes = await Promise.all(steps.map((by) => kept.perform(keepIfAbsent(by), by)));
  const winners = steps.filter((_, index) => outcomes[index]?.ok && outcomes[index].value);
  expect(winners).toHaveLength(1);
  expect(await kept.perform(read)).toEqual(given(winners[0]));
});

it("says the same to the step that kept the value when that is met again", async () => {
  await using kept = await open();
  expect(await kept.perform(keepIfAbsent("a"), "run_1:s")).toEqual(given(true));
  expect(await kept.perform(keepIfAbsent("a"), "run_1:s")).toEqual(given(true));
  expect(await kept.perform(keepIfAbsent("a"), "run_2:s")).toEqual(given(false));
});

it("lets a value expire by the database's clock", async () => {
  await using kept = await open();
  await kept.perform(keep("a", 60));
  expect(await kept.perform(read)).toEqual(given("a"));
  await kept.database.pool.query(
    "update kept_values set expires_at = expires_at - interval '61 s'",
  );
  expect(await kept.perform(read)).toEqual(given(null));
  expect(await kept.perform(keepIfAbsent("b", 60), "run_2:s")).toEqual(given(true));
});

it("gives drafts values of their own", async () => {
  await using kept = await open();
  await kept.perform(keep("live"));
  const draft = { ...kept.form, isDraft: true };
  expect(await kept.perform(read, "run_2:s", draft)).toEqual(given(null));
});

it("stores neither key nor value in clear, and opens a value in no other row", async () => {
  await using kept = await open();
  await kept.perform(keep("Rosalind"));
  const { rows } = await kept.database.pool.query("select * from kept_values");
  const text = rows.map((row) => Object.values(row).map(String).join()).join();
  expect(text).not.toContain("Rosalind");
  expect(text).not.toContain("code");
  const other: KeptEffect = { kind: "keep-value", key: "other", value: "x", seconds: null };
  await kept.perform(other);
  await kept.database.pool.query(
    "update kept_values set sealed_value = (select sealed_value from kept_values limit 1)",
  );
  const outcomes = [read, { ...read, key: "other" }].map(async (one) => kept.perform(one));
  expect((await Promise.allSettled(outcomes)).map(({ status }) => status).toSorted()).toEqual([
    "fulfilled",
    "rejected",
  ]);
});

it("says what is wrong with a key, an expiry and a value that is too large", async () => {
  await using kept = await open();
  const codes = await Promise.all(
    [
      { ...read, key: "" },
      { ...read, key: "k".repeat(256) },
      keep("a", 0),
      keep("a", Number.NaN),
      keep("é".repeat(33_000)),
    ].map(async (effect) => {
      const outcome = await kept.perform(effect);
      return outcome.ok ? null : outcome.error["code"];
    }),
  );
  expect(codes).toEqual([
    "KEPT_KEY_WRONG",
    "KEPT_KEY_WRONG",
    "KEPT_SECONDS_WRONG",
    "KEPT_SECONDS_WRONG",
    "KEPT_VALUE_TOO_LARGE",
  ]);
  const largest = "a".repeat(64 * 1024 - 2);
  expect(await kept.perform(keep(largest))).toEqual(given(null));
});
