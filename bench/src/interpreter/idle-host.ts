import { setImmediate as nextTurn } from "node:timers/promises";

import type { Host, Outcome } from "@trunkline/flow/run";

/** As much as Twilio says of a message. */
const message = {
  sid: "SM00000000000000000000000000000000",
  status: "queued",
  to: "+15005550006",
  from: "+15005550001",
  body: "a text",
  numSegments: 1,
  errorCode: null,
  dateCreated: "2026-01-01T12:00:00.000Z",
};

/** A host that has an answer to everything at once. */
export const idleHost: Host = {
  async perform(step): Promise<Outcome> {
    return { ok: true, value: step.effect.kind === "command" ? message : null };
  },
  log() {},
  now: () => 0,
  random: () => 0.5,
  monotonicMs: () => performance.now(),
  giveWay: () => nextTurn(),
};
