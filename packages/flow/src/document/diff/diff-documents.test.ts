import { expect, test } from "vitest";

import type { FlowFile } from "../flow.ts";
import { type AppDocuments, diffDocuments } from "./diff-documents.ts";

const flow = (name: string, settings = {}): FlowFile => ({
  name,
  kind: "web-hook",
  settings,
  workspace: {},
});
const sms = { name: "sms", service: "twilio", profile: "main", settings: {} };
const none: AppDocuments = { rules: {}, connections: [], flows: [] };

test("names documents that came and went by their files", () => {
  const app = { ...none, connections: [sms], flows: [flow("b"), flow("a")] };
  expect(diffDocuments(none, app).map(({ file, change }) => [file, change])).toEqual([
    ["connections/sms.json", "added"],
    ["flows/a.json", "added"],
    ["flows/b.json", "added"],
  ]);
  expect(diffDocuments(app, none).map(({ change }) => change)).toEqual(
    Array.from({ length: 3 }, () => "removed"),
  );
});

test("tells what changed in flows, connections and rules, and leaves out what did not", () => {
  const before = {
    rules: { hooks: { a: [{ group: "Public" }] } },
    connections: [sms],
    flows: [flow("a"), flow("b")],
  };
  const after = {
    rules: { hooks: { a: [{ group: "Support", role: "Manager" }] }, commands: {} },
    connections: [{ ...sms, profile: "other", settings: { maxInFlight: 3 } }],
    flows: [flow("b"), flow("a", { method: "GET" })],
  };
  expect(diffDocuments(before, after)).toEqual([
    {
      file: "connections/sms.json",
      change: "changed",
      sentences: ['profile was "main", is "other"', "settings.maxInFlight was absent, is 3"],
    },
    {
      file: "flows/a.json",
      change: "changed",
      sentences: ['settings.method was absent, is "GET"'],
    },
    {
      file: "rules.json",
      change: "changed",
      sentences: ['hooks.a was [{"group":"Public"}], is [{"group":"Support","role":"Manager"}]'],
    },
  ]);
});
