import type { Value } from "../../document/values.ts";
import type { Compiling } from "../../run/compiling.ts";
import { applied } from "../../run/expression.ts";
import type { Expression } from "../../run/expression.ts";
import type { HookRequest } from "../../run/host.ts";
import { compilesValue } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { propertyOf, requireName } from "../objects/object-value.ts";

/** Request Body. */
const requestBody = defineBlock({
  type: "trunkline_request_body",
  category: "web-hook",
  shape: "output",
  tooltip:
    "What the caller sent: an object for JSON and forms, otherwise a text; null without a body.",
  lines: ["request body"],
  runsIn: ["web-hook"],
  behaviour: compilesValue(() => partOfRequest((request) => request.body)),
});

/** Request Query: one value by its name, or all of them as an object where no name is given. */
const requestQuery = defineBlock({
  type: "trunkline_request_query",
  category: "web-hook",
  shape: "output",
  tooltip:
    "A value from the address after the question mark, or all of them as an object when no name is given.",
  lines: ["request query %NAME"],
  inputs: { NAME: { accepts: ["text"] } },
  runsIn: ["web-hook"],
  behaviour: compilesValue((compiling) => {
    const query = partOfRequest((request) => request.query);
    return compiling.plugged("NAME") === null ? query : named(compiling, query, (name) => name);
  }),
});

/** Request Header: upper and lower case do not matter. */
const requestHeader = defineBlock({
  type: "trunkline_request_header",
  category: "web-hook",
  shape: "output",
  tooltip:
    "A header of the request; null where it was not sent. Upper and lower case do not matter.",
  lines: ["request header %NAME"],
  inputs: { NAME: { accepts: ["text"], required: true } },
  runsIn: ["web-hook"],
  behaviour: compilesValue((compiling) => {
    const headers = partOfRequest((request) => request.headers);
    return named(compiling, headers, (name) => name.toLowerCase());
  }),
});

/** Request Caller. */
const requestCaller = defineBlock({
  type: "trunkline_request_caller",
  category: "web-hook",
  shape: "output",
  tooltip: "Who called, as an object with name and groups; null for a caller that nobody knows.",
  lines: ["request caller"],
  runsIn: ["web-hook"],
  behaviour: compilesValue(() => partOfRequest((request) => request.caller)),
});

/** A part of the request; null in runs that have none. */
function partOfRequest(part: (request: HookRequest) => Value): Expression {
  return {
    isAsync: false,
    size: 1,
    run: ({ run }) => (run.request === null ? null : part(run.request)),
  };
}

function named(
  compiling: Compiling,
  values: Expression,
  spelling: (name: string) => string,
): Expression {
  return applied(
    compiling.block.id,
    [values, compiling.value("NAME")],
    (_, held = null, name = null) => propertyOf(held, spelling(requireName(name))),
  );
}

/** What a Web Hook reads of its request, in the order of the toolbox. */
export const requestBlocks = [requestBody, requestQuery, requestHeader, requestCaller] as const;
