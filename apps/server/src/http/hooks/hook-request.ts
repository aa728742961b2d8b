import type { ObjectValue, Value } from "@trunkline/flow/document";
import type { HookRequest } from "@trunkline/flow/run";

/** Never shown to a flow: with them it could act as its caller. */
const hidden = new Set(["authorization", "proxy-authorization", "cookie"]);

/** The headers as blocks read them. */
export function shownHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): ObjectValue {
  const shown = Object.create(null) as ObjectValue;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || hidden.has(name)) continue;
    shown[name] = typeof value === "string" ? value : [...value];
  }
  return shown;
}

/** The part of an address after its question mark; empty without one. */
export function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start + 1);
}

/**
 * What makes two requests the same, as text: all that a flow reads of them but the headers, which
 * differ from try to try. Names of objects are in order, so that a caller may write them anew.
 */
export function essenceOf({ method, query, body }: HookRequest): string {
  return JSON.stringify([method, inOrder(query), inOrder(body)]);
}

function inOrder(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered = Object.create(null) as ObjectValue;
  for (const name of Object.keys(value).toSorted()) ordered[name] = inOrder(value[name] ?? null);
  return ordered;
}
