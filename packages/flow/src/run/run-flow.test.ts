import { expect, test } from "vitest";

import { aBlock, aWorkspace, variableField } from "../testing/a-workspace.ts";
import { runWorkspace } from "../testing/run-workspace.ts";

const x = { id: "x-id", name: "x" };

test("runs the stack below the start block and nothing else", async () => {
  const set = aBlock("variables_set", {
    fields: variableField("x-id"),
    values: { VALUE: aBlock("variables_get", { fields: variableField("x-id") }) },
  });
  const say = aBlock("trunkline_log", {
    values: { VALUE: aBlock("variables_get", { fields: variableField("x-id") }) },
  });
  const idle = aBlock("trunkline_log");
  const { result, logged } = await runWorkspace(aWorkspace([set, say], [idle], [x]));
  expect(result).toEqual({ status: "finished" });
  expect(logged).toEqual([null]);
});
