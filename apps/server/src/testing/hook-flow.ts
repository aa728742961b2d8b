import type { HookSettingsInput } from "@trunkline/api-contract";
import type { BlockJson, Workspace } from "@trunkline/flow/document";

import type { TestServer } from "./test-server.ts";
import { answerCreated } from "./twilio-stub.ts";

let made = 0;

/** A block; values and stacks go into its inputs. */
export function block(
  type: string,
  parts: {
    readonly values?: Readonly<Record<string, BlockJson>>;
    readonly stacks?: Readonly<Record<string, readonly BlockJson[]>>;
    readonly fields?: Readonly<Record<string, unknown>>;
  } = {},
): BlockJson {
  made += 1;
  const values = Object.entries(parts.values ?? {}).map(([name, value]) => [
    name,
    { block: value },
  ]);
  const stacks = Object.entries(parts.stacks ?? {}).flatMap(([name, stack]) => {
    const first = chained(stack);
    return first === null ? [] : [[name, { block: first }]];
  });
  return {
    type,
    id: `${type}-${made}`,
    inputs: Object.fromEntries([...values, ...stacks]),
    ...(parts.fields === undefined ? {} : { fields: parts.fields }),
  };
}

function chained(stack: readonly BlockJson[]): BlockJson | null {
  return stack.reduceRight<BlockJson | null>(
    (below, one) => (below === null ? one : { ...one, next: { block: below } }),
    null,
  );
}

/** A block that gives a text. */
export const aText = (text: string) => block("text", { fields: { TEXT: text } });
/** A block that gives a number. */
export const aNumber = (number: number) => block("math_number", { fields: { NUM: number } });
/** A block that gives any JSON value. */
export const aValue = (value: unknown) =>
  block("trunkline_parse_json", { values: { TEXT: aText(JSON.stringify(value)) } });

/** Send Response, with the body that a block gives. */
export function sendResponse(body?: BlockJson, status = 200, headers?: object): BlockJson {
  return block("trunkline_send_response", {
    values: {
      STATUS: aNumber(status),
      ...(body === undefined ? {} : { BODY: body }),
      ...(headers === undefined ? {} : { HEADERS: aValue(headers) }),
    },
  });
}

/** Sends a text on the connection `sms` and goes on with a branch. */
export function sendText(
  success: readonly BlockJson[],
  fail: readonly BlockJson[] = [],
): BlockJson {
  return block("trunkline_execute_connection_command", {
    values: {
      CONNECTION: aText("sms"),
      COMMAND: aText("sendMessage"),
      DATA: block("trunkline_request_body"),
    },
    stacks: { SUCCESS: success, FAIL: fail },
  });
}

/** Repeats without end. */
export const endless = (inside: readonly BlockJson[] = []) =>
  block("controls_whileUntil", {
    fields: { MODE: "WHILE" },
    values: { BOOL: block("logic_boolean", { fields: { BOOL: "TRUE" } }) },
    stacks: { DO: inside },
  });

/** What a hook of a test is made of. */
export interface TestHook {
  readonly settings?: HookSettingsInput;
  readonly stack: readonly BlockJson[];
}

/** Saves a Web Hook, of the app `shop` unless another is named, and publishes it unless it is to stay a draft. */
export async function makeHook(
  server: TestServer,
  name: string,
  { settings = {}, stack }: TestHook,
  publish = true,
  app = "shop",
): Promise<void> {
  const start = { ...block("trunkline_when_called"), inputs: {} };
  const first = chained(stack);
  const top = first === null ? start : { ...start, next: { block: first } };
  const workspace: Workspace = { blocks: { languageVersion: 0, blocks: [top] } };
  const address = `/api/apps/${app}/flows/${name}`;
  const body = { name, kind: "web-hook", settings, workspace };
  const isThere = (await server.api(address)).status === 200;
  const headers: Record<string, string> = isThere ? { "if-match": "*" } : {};
  const saved = await server.api(address, { method: "PUT", body, headers });
  if (saved.status > 201) throw new Error(`Saving answered ${JSON.stringify(saved.body)}`);
  if (!publish) return;
  const published = await server.api(`${address}/publish`, { method: "POST" });
  if (published.status !== 200) throw new Error(`Publishing: ${JSON.stringify(published.body)}`);
}

/** What a hook answered. */
export interface HookAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly run: string | null;
}

/** Calls an address as anybody would: without the owner's key, unless it is among the headers. */
export async function callHook(
  server: { readonly url: string },
  path: string,
  request: RequestInit = {},
): Promise<HookAnswer> {
  const answer = await fetch(server.url + path, { method: "POST", redirect: "manual", ...request });
  const { status, headers } = answer;
  return { status, headers, text: await answer.text(), run: headers.get("trunkline-run") };
}

/** The code of an answer that is one of our errors. */
export function codeOf(answer: HookAnswer): unknown {
  return (JSON.parse(answer.text) as { error: { code: unknown } }).error.code;
}

/** Requests that Twilio has got and not answered. */
export interface HeldRequests {
  readonly count: number;
  /** Answers them, and from now on all at once. */
  release(): void;
}

/** Lets Twilio keep its answers to itself for a while. */
export function holdTwilio({ twilio }: TestServer): HeldRequests {
  const held: (() => void)[] = [];
  twilio.answerWith((request, response) => {
    held.push(() => answerCreated(request, response));
  });
  return {
    get count() {
      return held.length;
    },
    release() {
      twilio.answerWith(answerCreated);
      for (const answer of held.splice(0)) answer();
    },
  };
}
