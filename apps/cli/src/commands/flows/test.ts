import type { Flow, HookSettingsInput } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiRequest, RawAnswer } from "../../api/api-client.ts";
import { draftHookPath, flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { escapeControls, escapeControlsInJson } from "../../terminal/escape-controls.ts";
import { parseJsonInput, readTextFile } from "../../terminal/read-input.ts";
import { printJson } from "../../terminal/show-answer.ts";
import { note, print } from "../../terminal/terminal.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

interface TestOptions extends AppOptions {
  readonly data?: string;
  readonly file?: string;
}

const usualLimitSeconds = 30;
/** What the server may take beyond the flow's own time limit. */
const marginMs = 15_000;

/** Adds `flows test`. */
export function addTestFlow(group: Command, cli: Cli): void {
  const command = group
    .command("test")
    .description("call the draft of a Web Hook, and show its answer and its run")
    .argument("<name>", "the flow's name")
    .option("--data <json>", "the request's body; for GET and DELETE an object of query parameters")
    .option("--file <path>", "a file with it; - is standard input");
  addAppOptions(command, [
    `trunkline flows test order-update --data '{"to": "+15550001111", "order": 1042}'`,
    "trunkline flows test order-update --file order.json --json",
  ]);
  command.addHelpText(
    "after",
    "It ends with 1 when the answer's status is 400 or above.\n" +
      'With --json it prints {"status", "run", "body"}; a body that is not JSON is text.',
  );
  command.action(async (name: string, options: TestOptions) => {
    const data = await readData(cli, options);
    const api = await cli.connect();
    const path = flowPath(options.app, name);
    const { value: flow } = await api.send<Flow>({ method: "GET", path, changes: false });
    if (flow.kind !== "web-hook") throw usageError(`${name} is no Web Hook: nothing calls it.`);
    const limitSeconds = flow.settings.timeLimitSeconds ?? usualLimitSeconds;
    const answer = await api.exchange({
      ...requestOf(flow.settings, data),
      path: draftHookPath(options.app, name),
      changes: true,
      timeoutMs: limitSeconds * 1000 + marginMs,
    });
    show(cli, options, answer);
  });
}

/** A body where the method has one, else the properties as query parameters. */
function requestOf(
  { method = "POST" }: HookSettingsInput,
  data: unknown,
): Pick<ApiRequest, "method" | "body" | "query"> {
  if (method !== "GET" && method !== "DELETE") return { method, body: data };
  if (data === undefined) return { method };
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw usageError(`A flow that is called with ${method} takes an object of query parameters.`);
  }
  const entries = Object.entries(data).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { method, query: Object.fromEntries(entries) };
}

function show(cli: Cli, options: TestOptions, answer: RawAnswer): void {
  const { terminal } = cli;
  const { status, text, headers } = answer;
  const run = headers.get("trunkline-run");
  const body = bodyOf(answer);
  if (options.json === true) {
    printJson(terminal, JSON.stringify({ status, run, body: text === "" ? null : body }));
  } else {
    note(terminal, `Status: ${status}`);
    note(terminal, run === null ? "No run was made." : `Run: ${escapeControls(run)}`);
    if (text !== "") print(terminal, shownBody(body));
  }
  if (status >= 400) cli.endWith(exitCodes.failed);
}

/** A flow may say that its answer is JSON when it is not: then it is text. */
function bodyOf({ text, headers }: RawAnswer): unknown {
  if (!/\bjson\b/.test(headers.get("content-type") ?? "")) return text;
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong with it is seen in the text itself.
    return text;
  }
}

function shownBody(body: unknown): string {
  if (typeof body !== "string") return escapeControlsInJson(JSON.stringify(body, null, 2));
  return body.split("\n").map(escapeControls).join("\n");
}

async function readData(cli: Cli, { data, file }: TestOptions): Promise<unknown> {
  if (data !== undefined && file !== undefined) {
    throw usageError("--data and --file exclude each other.");
  }
  if (data !== undefined) return parseJsonInput(data, "--data");
  if (file === undefined) return undefined;
  const source = file === "-" ? "Standard input" : file;
  return parseJsonInput(await readTextFile(cli, file), source);
}
