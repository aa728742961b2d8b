import { expect, test } from "vitest";

import { aBlock, aWorkspace } from "../testing/a-workspace.ts";
import { aText } from "../testing/some-blocks.ts";
import { prepareFlow } from "./prepare-flow.ts";

const log = () => aBlock("trunkline_log", { values: { VALUE: aText("a") } });

test("compiles a flow that has warnings at most", () => {
  const workspace = aWorkspace([log()], [log()]);
  const { flow, problems } = prepareFlow({ kind: "web-hook", workspace }, { connections: null });
  expect(flow?.kind).toBe("web-hook");
  expect(problems.map(({ code }) => code)).toEqual(["STACK_WITHOUT_START"]);
});

test("does not compile a flow with an error, also where the error never runs", () => {
  const workspace = aWorkspace([log()], [aBlock("no_such_block")]);
  const { flow, problems } = prepareFlow({ kind: "web-hook", workspace }, { connections: null });
  expect(flow).toBeNull();
  expect(problems.map(({ code }) => code)).toContain("BLOCK_UNKNOWN");
});
