import { expect, test } from "vitest";

import { summaryLines } from "./summary.mjs";

const demo = { simulatorUrl: "http://127.0.0.1:4110", firstText: "A first text went out." };
const about = {
  serverUrl: "http://127.0.0.1:4100",
  keyFile: "/home/me/trunkline/.trunkline/owner.key",
  notices: ["Master key: .trunkline/master.key; keep a copy."],
  demo,
  demoOffBecause: null,
  cwd: "/home/me/trunkline",
  env: {},
};
const summary = (change = {}) => summaryLines({ ...about, ...change }).join("\n");

test("names the addresses, the key's file, the notices and the first text", () => {
  const text = summary();
  for (const part of [about.serverUrl, `${about.serverUrl}/reference`, demo.simulatorUrl]) {
    expect(text).toContain(part);
  }
  expect(text).toContain(" .trunkline/owner.key ");
  expect(text).toContain(about.notices[0]);
  expect(text).toContain(demo.firstText);
});

test("the curl line reads the key from its file and stands on one line", () => {
  const line = summary()
    .split("\n")
    .find((one) => one.startsWith("curl "));
  expect(line).toContain(`-H "Authorization: Bearer $(cat .trunkline/owner.key)"`);
  expect(line).toContain("/api/apps/demo/connections/sms/commands/sendMessage ");
});

test("a file elsewhere keeps its whole path, quoted where the shell needs it", () => {
  expect(summary({ keyFile: "/data/owner.key" })).toContain("$(cat /data/owner.key)");
  expect(summary({ keyFile: "/it's here/owner.key" })).toContain(
    String.raw`$(cat '/it'\''s here/owner.key')`,
  );
});

test("a key from the environment is named by its variable", () => {
  expect(summary({ keyFile: null })).toContain("Bearer $TRUNKLINE_ADMIN_API_KEY");
});

test("another data directory stands before the command line", () => {
  expect(summary({ env: { TRUNKLINE_DATA_DIR: "/data" } })).toContain(
    "TRUNKLINE_DATA_DIR='/data' npx trunkline send sms",
  );
});

test("without a demo it says why, and offers no line that needs one", () => {
  const text = summary({ demo: null, demoOffBecause: "TRUNKLINE_DEMO is off" });
  expect(text).toContain("no demo app and no simulator: TRUNKLINE_DEMO is off.");
  expect(text).not.toContain("curl");
  expect(text).not.toContain("Handsets");
});
