import { expect, test } from "vitest";

import type { BlockJson } from "../../document/workspace.ts";
import type { HookRequest } from "../../run/host.ts";
import { aBlock } from "../../testing/a-workspace.ts";
import { valueOf } from "../../testing/run-workspace.ts";
import { aText } from "../../testing/some-blocks.ts";

const request: HookRequest = {
  method: "POST",
  body: { to: "a" },
  query: { page: "2", tag: ["a", "b"] },
  headers: { "x-source": "shop" },
  caller: { name: "ada" },
};

async function read(block: BlockJson, from: HookRequest | undefined = request): Promise<unknown> {
  const value = await valueOf(block, [], from === undefined ? {} : { input: { request: from } });
  return JSON.parse(JSON.stringify(value));
}

const named = (type: string, name: string) => aBlock(type, { values: { NAME: aText(name) } });

test("reads body, query, headers and caller of the request", async () => {
  expect(await read(aBlock("trunkline_request_body"))).toEqual({ to: "a" });
  expect(await read(aBlock("trunkline_request_query"))).toEqual({ page: "2", tag: ["a", "b"] });
  expect(await read(named("trunkline_request_query", "page"))).toBe("2");
  expect(await read(named("trunkline_request_query", "toString"))).toBeNull();
  expect(await read(named("trunkline_request_header", "X-Source"))).toBe("shop");
  expect(await read(named("trunkline_request_header", "constructor"))).toBeNull();
  expect(await read(aBlock("trunkline_request_caller"))).toEqual({ name: "ada" });
});

test("reads null in a run without a request", async () => {
  expect(await valueOf(aBlock("trunkline_request_body"))).toBeNull();
  expect(await valueOf(named("trunkline_request_query", "page"))).toBeNull();
  expect(await valueOf(aBlock("trunkline_request_caller"))).toBeNull();
});

test("gives the chosen connection and command as texts", async () => {
  const connection = aBlock("trunkline_connection_name", { fields: { CONNECTION: "sms" } });
  const command = aBlock("trunkline_command_name", { fields: { COMMAND: "sendMessage" } });
  expect(await valueOf(connection)).toBe("sms");
  expect(await valueOf(command)).toBe("sendMessage");
});
