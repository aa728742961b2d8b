import type { Account } from "../accounts/account.ts";
import type { HookCaller, HookKind } from "../callbacks/hook-caller.ts";
import type { Reached } from "../callbacks/reach-hook.ts";
import type { HookAddress, HookTargets } from "./hooks-for.ts";
import { type HookAnswer, readHookAnswer, type Reply } from "./read-answer.ts";

interface Question {
  readonly hooks: HookCaller;
  readonly account: Account;
  readonly targets: HookTargets;
  readonly fields: readonly [string, string][];
  /** Told what Twilio's debugger would say. */
  readonly alert: (url: string, code: number) => void;
}

/** The replies that were asked for, and by whom. */
export interface HookReplies {
  readonly url: string;
  readonly replies: readonly Reply[];
}

const nothing: HookReplies = { url: "", replies: [] };

/** Asks the web hook, and its fallback with ErrorCode and ErrorUrl when that fails. */
export async function askHooks(question: Question): Promise<HookReplies> {
  const { main, fallback } = question.targets;
  if (main === null) return nothing;
  const answer = await ask(question, "inbound", main, question.fields);
  if (answer.kind === "replies") return { url: main.url, replies: answer.replies };
  if (fallback === null) return nothing;
  const [errorUrl = ""] = main.url.split("#", 1);
  const second = await ask(question, "fallback", fallback, [
    ...question.fields,
    ["ErrorCode", String(answer.code)],
    ["ErrorUrl", errorUrl],
  ]);
  return second.kind === "replies" ? { url: fallback.url, replies: second.replies } : nothing;
}

type Answered =
  | HookAnswer
  | { readonly kind: "wrong"; readonly code: 11_200 | 11_205 | 11_215 | 11_216 };

async function ask(
  { hooks, account, alert }: Question,
  kind: HookKind,
  { url, method }: HookAddress,
  fields: Question["fields"],
): Promise<Answered> {
  const { accountSid, authToken } = account;
  const answer = readPosted(await hooks.call({ kind, accountSid, authToken, url, method, fields }));
  const code = answer.kind === "wrong" ? answer.code : answer.alert;
  if (code !== null) alert(url, code);
  return answer;
}

function readPosted(posted: Reached): Answered {
  if (posted.kind === "failed") return { kind: "wrong", code: 11_205 };
  if (posted.kind === "misled") return { kind: "wrong", code: posted.code };
  if (posted.kind === "slow") return { kind: "wrong", code: 11_200 };
  return readHookAnswer(posted.status, posted.contentType, posted.body);
}
