import type { Effect, Outcome } from "@trunkline/flow/run";
import type pg from "pg";

import type { FlowForm } from "../../apps/index.ts";
import { isDatabaseAway } from "../../database/index.ts";
import { failure } from "../effects/failure.ts";
import { toValue } from "../effects/to-value.ts";
import { addressOf, type KeptAddress, openKept, sealKept } from "./kept-row.ts";
import { keptStatements, type KeptStatements } from "./kept-statements.ts";

/** An effect on what an app's flows keep under text keys. */
export type KeptEffect = Extract<Effect, { readonly key: string }>;

/** Who acts: the flow, and the step by which a value is known to be its own in a replay. */
export interface KeptActor {
  readonly form: FlowForm;
  readonly by: string;
}

/**
 * What flows keep, by text keys per app. Keys are stored as keyed hashes and values sealed; drafts
 * have values of their own, so that a test changes nothing that live flows rely on.
 */
export interface KeptValues {
  /** Carries an effect out; what is wrong with it is an outcome. */
  perform(actor: KeptActor, effect: KeptEffect): Promise<Outcome>;
}

const keyMaxChars = 255;
const valueMaxBytes = 64 * 1024;
const longestSeconds = 10 * 366 * 24 * 60 * 60;

/** Opens the kept values of all apps. */
export function openKeptValues(pool: pg.Pool): KeptValues {
  const statements = keptStatements(pool);
  return {
    async perform(actor, effect) {
      if (effect.key === "" || effect.key.length > keyMaxChars) return keyWrong;
      try {
        return await act(statements, addressOf(actor.form, effect.key), actor.by, effect);
      } catch (error) {
        if (isDatabaseAway(error)) return databaseAway;
        throw error;
      }
    },
  };
}

async function act(
  statements: KeptStatements,
  address: KeptAddress,
  by: string,
  effect: KeptEffect,
): Promise<Outcome> {
  switch (effect.kind) {
    case "kept-value": {
      const sealed = await statements.find(address);
      return given(sealed === null ? null : toValue(openKept(address, sealed)));
    }
    case "forget-value":
      await statements.forget(address);
      return given(null);
    case "keep-value":
    case "keep-value-if-absent":
      return keep(statements, address, by, effect);
  }
}

async function keep(
  statements: KeptStatements,
  address: KeptAddress,
  by: string,
  effect: Extract<KeptEffect, { readonly value: unknown }>,
): Promise<Outcome> {
  const { seconds } = effect;
  if (seconds !== null && !(seconds > 0 && seconds <= longestSeconds)) return secondsWrong;
  const json = JSON.stringify(effect.value);
  if (Buffer.byteLength(json) > valueMaxBytes) return tooLarge;
  const value = { sealed: sealKept(address, json), seconds, by };
  if (effect.kind === "keep-value-if-absent") {
    return given(await statements.keepIfAbsent(address, value));
  }
  await statements.keep(address, value);
  return given(null);
}

function given(value: Extract<Outcome, { ok: true }>["value"]): Outcome {
  return { ok: true, value };
}

const keyWrong = failure({
  code: "KEPT_KEY_WRONG",
  title: "The key of a kept value is not right",
  message: `A key is a text of 1 to ${keyMaxChars} characters.`,
  hint: "Shorten the key, or look why it is empty.",
});

const secondsWrong = failure({
  code: "KEPT_SECONDS_WRONG",
  title: "The expiry of a kept value is not right",
  message: "Seconds are a number above 0, and ten years at most.",
  hint: "Leave the seconds out for a value that does not expire.",
});

const tooLarge = failure({
  code: "KEPT_VALUE_TOO_LARGE",
  title: "The value is too large to be kept",
  message: `A kept value has at most ${valueMaxBytes / 1024} kB as JSON.`,
  hint: "Keep only what is needed later.",
});

const databaseAway = failure({
  code: "DATABASE_AWAY",
  title: "The database is not reachable",
  message: "The server cannot reach its database.",
  hint: "Ask again in a few seconds.",
  retryable: true,
});
