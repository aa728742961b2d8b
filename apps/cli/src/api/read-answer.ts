import type { ErrorAnswer } from "@trunkline/api-contract";

import { CliError } from "../errors.ts";
import { lostAnswer } from "./request-error.ts";
import type { Exchange } from "./request-error.ts";

/** A good answer of the API: its JSON exactly as it came (empty when it has none), and its value. */
export interface ApiAnswer<Value> {
  readonly json: string;
  readonly value: Value;
}

/**
 * Turns an answer's text into its value.
 *
 * @throws CliError `API_REFUSED` for the API's errors, `SERVER_STRANGE` for what Trunkline does not
 *   answer, `ANSWER_LOST` for the errors of a proxy that may have passed the request on.
 */
export function readAnswer<Value>(
  exchange: Exchange,
  { status, text }: { readonly status: number; readonly text: string },
  goodStatuses: readonly number[] = [],
): ApiAnswer<Value> {
  const parsed = parseJson(text);
  const isGood = (status >= 200 && status < 300) || goodStatuses.includes(status);
  if (isGood && text === "") return { json: "", value: null as Value };
  if (isGood && parsed !== undefined) return { json: text, value: parsed as Value };
  if (!isGood && isErrorAnswer(parsed)) {
    throw new CliError("API_REFUSED", parsed.error, { json: text });
  }
  if (isGood || status >= 500) {
    throw lostAnswer(
      exchange,
      `${exchange.url} answered ${status} with something that is not Trunkline's.`,
    );
  }
  throw new CliError("SERVER_STRANGE", {
    title: "That is not a Trunkline server",
    message: `${exchange.url} answered ${status} with something that is not Trunkline's.`,
    hint: "Correct TRUNKLINE_URL, or start the server with `npm start` in the Trunkline folder.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its error quotes the text; that it is not JSON is all that the caller needs.
    return undefined;
  }
}

function isErrorAnswer(value: unknown): value is ErrorAnswer {
  if (typeof value !== "object" || value === null || !("error" in value)) return false;
  const { error } = value;
  return (
    typeof error === "object" &&
    error !== null &&
    ["code", "title", "message"].every((name) => typeof Reflect.get(error, name) === "string")
  );
}
