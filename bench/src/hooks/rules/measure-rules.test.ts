import { expect, test } from "vitest";

import type { Load } from "../../load/load.ts";
import type { Child } from "../../processes/child.ts";
import { measureRules } from "./measure-rules.ts";

const pair = {
  open: { url: "open", headers: {}, body: "" },
  ruled: { url: "ruled", headers: {}, body: "" },
};
const options = { rounds: 2, turnSeconds: 1, warmUpSends: 10 };
const settle = async () => undefined;

/** Makes no load: the ruled one is a tenth slower. */
function fakeLoad(notOk: Record<string, number> = {}) {
  const asked: Load[] = [];
  const load = {
    ask: async (one: Load) => {
      asked.push(one);
      return { perSecond: one.url === "open" ? 1000 : 900, notOk };
    },
  };
  return { asked, load: load as unknown as Child };
}

test("the two are warmed up and then take turns, now the one first and now the other", async () => {
  const { asked, load } = fakeLoad();
  const rows = await measureRules(load, pair, options, settle);
  expect(asked.filter((one) => "amount" in one).map(({ url }) => url)).toEqual(["open", "ruled"]);
  const turns = asked.filter((one) => "seconds" in one && one.connections === 20);
  expect(turns.map(({ url }) => url)).toEqual(["open", "ruled", "ruled", "open"]);
  expect(rows.map(({ connections, ratio }) => [connections, ratio])).toEqual([
    [20, 0.9],
    [100, 0.9],
  ]);
});

test("an answer that is no success ends the bench", async () => {
  const { load } = fakeLoad({ 403: 1 });
  await expect(measureRules(load, pair, options, settle)).rejects.toThrow('{"403":1}');
});
