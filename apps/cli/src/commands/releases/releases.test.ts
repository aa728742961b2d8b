import { expect, test } from "vitest";

import { anErrorAnswer, startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const path = "/api/apps/demo/releases";
const release = {
  number: 4,
  note: "Kinder reminder",
  author: "owner",
  createdAt: "2026-01-31T10:00:00.000Z",
  isLive: true,
  changes: [
    { kind: "flow", name: "order", change: "changed" },
    { kind: "rules", name: "hooks/order", change: "added" },
  ],
};
const before = { ...release, number: 3, isLive: false, changes: [] };
const problem = {
  document: "flows/order",
  code: "CONNECTION_UNKNOWN",
  severity: "error",
  message: "There is no connection.",
  hint: "Add it.",
  blockId: "b1",
  path: "blocks[0]",
};

test("publishing tells what is live now and what is different", async () => {
  const made = { status: 201, json: { ...release, problems: [] } };
  await using server = await startFakeServer({ [`POST ${path}`]: made });
  const words = ["releases", "publish", "--note", "Kinder reminder"];
  const result = await runTrunkline(words, { server });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toBe(
    "Release 4 is live.\n  changed  flow order\n  added    rules hooks/order\n",
  );
  expect(server.requests[0]?.body).toEqual({ note: "Kinder reminder" });
});

test("a refused app is told with every problem", async () => {
  const refused = { ...anErrorAnswer({ code: "RELEASE_HAS_ERRORS" }), problems: [problem] };
  await using server = await startFakeServer({ [`POST ${path}`]: { status: 422, json: refused } });
  const result = await runTrunkline(["releases", "publish"], { server });
  expect([result.code, result.stdout]).toEqual([1, ""]);
  expect(result.stderr).toContain("CONNECTION_UNKNOWN");
});

test("releases are listed, and one is shown with its documents", async () => {
  const detail = {
    ...release,
    flows: [{ name: "order", kind: "web-hook", version: 7, publishedAt: release.createdAt }],
    connections: [{ name: "sms", service: "twilio", profile: "main", version: 2 }],
    rules: {},
  };
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: { releases: [release, before], nextPageToken: null } },
    [`GET ${path}/4`]: { json: detail },
  });
  const list = (await runTrunkline(["releases", "list"], { server })).stdout;
  expect(list).toMatch(/4 +live +2026\S+ +owner +1 added, 1 changed +Kinder reminder\n3 +- /);
  const shown = (await runTrunkline(["releases", "show", "4"], { server })).stdout;
  expect(shown).toMatch(/Release +4 \(live\)[^]*changed {2}flow order[^]*order +web-hook +7/);
  expect(shown).toMatch(/sms +twilio connection by main +2/);
});

test("activating makes a release live, and rolling back the one before", async () => {
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: { releases: [release, before], nextPageToken: null } },
    [`POST ${path}/3/activate`]: { json: { ...before, isLive: true } },
  });
  const activated = await runTrunkline(["releases", "activate", "3"], { server });
  expect(activated).toMatchObject({ code: 0, stdout: "Release 3 is live.\n" });
  const back = await runTrunkline(["releases", "rollback"], { server });
  expect(back).toMatchObject({ code: 0, stdout: "Release 3 is live; release 4 was.\n" });
});

test("there is nothing to go back to from the first release, and no release of another name", async () => {
  const first = { ...release, number: 1 };
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: { releases: [first], nextPageToken: null } },
  });
  const back = await runTrunkline(["releases", "rollback"], { server });
  expect(back.code).toBe(1);
  expect(back.stderr).toContain("nothing to go back to");
  for (const words of ["show x", "activate 0", "activate ../1"]) {
    expect((await runTrunkline(["releases", ...words.split(" ")], { server })).code).toBe(2);
  }
});

test("a release that cannot run is told with the profiles that it lacks", async () => {
  const refused = {
    ...anErrorAnswer({ code: "RELEASE_CANNOT_RUN" }),
    problems: [{ ...problem, document: "connections/sms", code: "PROFILE_UNKNOWN" }],
  };
  const answer = { status: 422, json: refused };
  await using server = await startFakeServer({ [`POST ${path}/2/activate`]: answer });
  const result = await runTrunkline(["releases", "activate", "2"], { server });
  expect(result.code).toBe(1);
  expect(result.stderr).toContain("PROFILE_UNKNOWN");
});
