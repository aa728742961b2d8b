import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { whenNpmIsGone } from "./parent.mjs";

const underNpm = { npm_lifecycle_event: "start" };

test("notices that the npm above it is gone", async () => {
  let parent = process.ppid;
  const gone = whenNpmIsGone({ env: underNpm, ppid: () => parent, intervalMs: 1 });
  parent = 1;
  await gone;
});

test.each([
  { name: "while npm is there", env: underNpm, parent: process.ppid },
  { name: "without npm, whose end is none of our business", env: {}, parent: 1 },
])("stays silent $name", async ({ env, parent }) => {
  const gone = whenNpmIsGone({ env, ppid: () => parent, intervalMs: 1 }).then(() => "gone");
  expect(await Promise.race([gone, sleep(50, "silent")])).toBe("silent");
});
