import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { aBlock, aWorkspace, variableField } from "../../testing/a-workspace.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import { aNumber, aText } from "../../testing/some-blocks.ts";

const limits = { listItemsMax: 10, textCharsMax: 100 };

const x = { id: "x", name: "x" };
const getX = aBlock("variables_get", { fields: variableField("x") });

function setX(value: BlockJson): BlockJson {
  return aBlock("variables_set", { fields: variableField("x"), values: { VALUE: value } });
}

function again(times: number, ...stack: readonly BlockJson[]): BlockJson {
  return aBlock("controls_repeat", { fields: { TIMES: times }, stacks: { DO: stack } });
}

function repeated(item: BlockJson, times: number): BlockJson {
  return aBlock("lists_repeat", { values: { ITEM: item, NUM: aNumber(times) } });
}

function joinedText(list: BlockJson): BlockJson {
  return aBlock("lists_split", {
    fields: { MODE: "JOIN" },
    extraState: { mode: "JOIN" },
    values: { INPUT: list, DELIM: aText(",") },
  });
}

const text60 = aText("x".repeat(60));

/** What would grow past a limit, and the limit. */
const tooMuch: Readonly<Record<string, readonly [readonly BlockJson[], string]>> = {
  "a repeated item": [[setX(repeated(aText("a"), Infinity))], "LIST_LIMIT"],
  "a split text": [
    [
      setX(
        aBlock("lists_split", {
          fields: { MODE: "SPLIT" },
          values: { INPUT: aText("a,".repeat(11)), DELIM: aText(",") },
        }),
      ),
    ],
    "LIST_LIMIT",
  ],
  "an item far past the end": [
    [
      setX(aBlock("lists_create_empty")),
      aBlock("lists_setIndex", {
        fields: { MODE: "SET", WHERE: "FROM_START" },
        values: { LIST: getX, AT: aNumber(4_000_000_000), TO: aText("a") },
      }),
    ],
    "LIST_LIMIT",
  ],
  "items inserted in a loop": [
    [
      setX(aBlock("lists_create_empty")),
      again(
        11,
        aBlock("lists_setIndex", {
          fields: { MODE: "INSERT", WHERE: "LAST" },
          values: { LIST: getX, TO: aText("a") },
        }),
      ),
    ],
    "LIST_LIMIT",
  ],
  "joined texts": [
    [
      setX(
        aBlock("text_join", {
          extraState: { itemCount: 2 },
          values: { ADD0: text60, ADD1: text60 },
        }),
      ),
    ],
    "TEXT_LIMIT",
  ],
  "an appended text": [
    [setX(text60), aBlock("text_append", { fields: variableField("x"), values: { TEXT: text60 } })],
    "TEXT_LIMIT",
  ],
  "a sum of texts": [
    [
      setX(text60),
      setX(aBlock("math_arithmetic", { fields: { OP: "ADD" }, values: { A: getX, B: getX } })),
    ],
    "TEXT_LIMIT",
  ],
  "a replacement": [
    [
      setX(
        aBlock("text_replace", {
          values: { TEXT: text60, FROM: aText("x"), TO: aText("$`$'") },
        }),
      ),
    ],
    "TEXT_LIMIT",
  ],
  "the text of a list of long texts": [[setX(joinedText(repeated(text60, 9)))], "TEXT_LIMIT"],
  "the text of lists that share their items": [
    [setX(aText("ab")), again(60, setX(repeated(getX, 2))), setX(joinedText(getX))],
    "TEXT_LIMIT",
  ],
};

test.each(Object.entries(tooMuch))(
  "%s ends the run before it is made",
  async (_, [stack, code]) => {
    const { result } = await runWorkspace(aWorkspace(stack, [], [x]), { limits });
    expect(result).toMatchObject({ status: "failed", error: { code } });
  },
);

test("a list that holds itself has a text", async () => {
  const stack = [
    setX(repeated(aText("a"), 2)),
    aBlock("lists_setIndex", {
      fields: { MODE: "INSERT", WHERE: "LAST" },
      values: { LIST: getX, TO: getX },
    }),
    aBlock("text_print", { values: { TEXT: joinedText(getX) } }),
  ];
  const { logged } = await runWorkspace(aWorkspace(stack, [], [x]), { limits });
  expect(logged).toEqual<Value[]>(["a,a,"]);
});
