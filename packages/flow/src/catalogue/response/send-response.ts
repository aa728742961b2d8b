import type { Value } from "../../document/values.ts";
import { isObject } from "../../run/copy-value.ts";
import { performs } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";

/** Answers the Web Hook's request; the flow may go on afterwards. */
export const sendResponse = defineBlock({
  type: "trunkline_send_response",
  category: "web-hook",
  shape: "regular",
  tooltip: "Answers the request. A text goes out as it is, everything else as JSON.",
  lines: ["send response %BODY with status %STATUS and headers %HEADERS"],
  inputs: {
    STATUS: { accepts: ["number"], missing: 200 },
    BODY: {},
    HEADERS: { accepts: ["object"] },
  },
  runsIn: ["web-hook"],
  behaviour: performs(() => (_tools, status = null, body = null, headers = null) => ({
    kind: "respond",
    response: {
      form: "whole",
      status: statusOf(status),
      headers: headersOf(headers),
      body,
    },
  })),
});

function statusOf(value: Value): number {
  const status = typeof value === "string" ? Number(value) : value;
  if (typeof status === "number" && Number.isInteger(status) && status >= 200 && status < 600) {
    return status;
  }
  throw invalidValue(
    "The status is no whole number from 200 to 599.",
    "200 says that all went well.",
  );
}

function headersOf(value: Value): Readonly<Record<string, string>> {
  const headers = Object.create(null) as Record<string, string>;
  if (value === null) return headers;
  if (!isObject(value)) throw notHeaders();
  for (const [name, header] of Object.entries(value)) {
    if (header === null) continue;
    if (typeof header === "object") throw notHeaders();
    headers[name] = String(header);
  }
  return headers;
}

function notHeaders(): Error {
  return invalidValue("The headers are no object of texts.", "Give each header a text.");
}
