import { expect, test } from "vitest";

import { summaryLines } from "./summary.mjs";

const demo = {
  simulatorUrl: "http://127.0.0.1:4110",
  isThere: true,
  firstText: "A first text went out.",
};
const about = {
  serverUrl: "http://127.0.0.1:4100",
  keyFile: "/home/me/trunkline/.trunkline/owner.key",
  ownerLink: null,
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

test("the curl line calls the Web Hook, needs no key and stands on one line", () => {
  const line = summary()
    .split("\n")
    .find((one) => one.startsWith("curl "));
  expect(line).toBe(
    "curl -X POST http://127.0.0.1:4100/hooks/demo/send-text -H 'content-type: application/json' " +
      `-d '{"to":"+15550001111","msg":"Hello from Trunkline"}'`,
  );
});

test("a key's file elsewhere keeps its whole path", () => {
  expect(summary({ keyFile: "/data/owner.key" })).toContain(" /data/owner.key (");
});

test("a key from the environment is named by its variable", () => {
  expect(summary({ keyFile: null })).toContain("as set in TRUNKLINE_ADMIN_API_KEY");
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

test("with a simulator and other apps than the demo it offers no line that needs one", () => {
  const text = summary({ demo: { ...demo, isThere: false, firstText: "There are other apps." } });
  expect(text).toContain("There are other apps.");
  expect(text).toContain(demo.simulatorUrl);
  expect(text).not.toContain("curl");
});

test("the link for the first owner stands there, or the name of its file", () => {
  const url = "http://127.0.0.1:4100/welcome#token";
  expect(summary({ ownerLink: { url } })).toContain(`  First owner    ${url}\n`);
  const file = "/home/me/trunkline/.trunkline/first-owner.link";
  const named = summary({ ownerLink: { file } });
  expect(named).toContain("  First owner    the link in .trunkline/first-owner.link\n");
  expect(summary()).not.toContain("First owner");
});
