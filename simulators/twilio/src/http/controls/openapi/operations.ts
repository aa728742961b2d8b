import type { Schema } from "./schemas.ts";

/** A control as the document tells it. */
export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** As OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, Schema>>;
  /** The name of what the body must be. */
  readonly body?: string;
  /** Status and what the answer is; null is no body. */
  readonly answer: readonly [status: number, schema: string | null];
}

const ok = (schema: string) => [200, schema] as const;
const made = (schema: string) => [201, schema] as const;
const none = [204, null] as const;
const text: Schema = { type: "string" };
const sizeTo = (maximum: number): Schema => ({ type: "integer", minimum: 1, maximum });

/** Every control whose answer is JSON, or nothing. */
export const operations: readonly Operation[] = [
  {
    method: "get",
    path: "/accounts",
    summary: "Accounts with their secrets, on loopback only; the ordinary one first",
    answer: ok("AccountList"),
  },
  {
    method: "get",
    path: "/messages",
    summary: "Everything stored, in all accounts, oldest first",
    query: { pageSize: sizeTo(100_000), pageToken: text, to: text, body: text },
    answer: ok("MessagePage"),
  },
  {
    method: "post",
    path: "/inbound",
    summary: "Somebody writes to a number of an account",
    body: "Inbound",
    answer: made("Message"),
  },
  {
    method: "get",
    path: "/faults",
    summary: "The faults in force, in the order of their making",
    answer: ok("FaultList"),
  },
  {
    method: "post",
    path: "/faults",
    summary: "Make the API or the callbacks misbehave",
    body: "FaultRequest",
    answer: made("Fault"),
  },
  { method: "delete", path: "/faults", summary: "Take all faults back", answer: none },
  { method: "delete", path: "/faults/{id}", summary: "Take one fault back", answer: none },
  { method: "get", path: "/outcomes", summary: "Which numbers fail, and how", answer: [200, null] },
  {
    method: "post",
    path: "/outcomes",
    summary: "Say how texts to a number end",
    body: "OutcomeRequest",
    answer: [201, null],
  },
  { method: "delete", path: "/outcomes", summary: "Let all texts end as usual", answer: none },
  { method: "get", path: "/clock", summary: "The simulator's time", answer: ok("Clock") },
  {
    method: "post",
    path: "/clock",
    summary: "Stop, move or run the clock; what falls due has been done by the answer",
    body: "ClockChange",
    answer: ok("Clock"),
  },
  {
    method: "get",
    path: "/settings",
    summary: "Queues, their rates, and requests in flight",
    answer: ok("Settings"),
  },
  {
    method: "post",
    path: "/settings",
    summary: "Change what is given",
    body: "SettingsChange",
    answer: ok("Settings"),
  },
  {
    method: "get",
    path: "/requests",
    summary: "The last requests to the API and to web hooks, newest first",
    query: { pageSize: sizeTo(1000) },
    answer: ok("RequestList"),
  },
  {
    method: "post",
    path: "/reset",
    summary:
      "Forget messages, faults, outcomes, opt-outs and requests; keep accounts, settings and the clock",
    answer: none,
  },
  { method: "get", path: "/openapi.json", summary: "This document", answer: [200, null] },
];
