import { type Operation, operations } from "./operations.ts";
import { schemas } from "./schemas.ts";

const prefix = "/simulator";

/** The OpenAPI document of the controls. Source: https://spec.openapis.org/oas/v3.1.0 */
export function controlsDocument(): object {
  const paths: Record<string, Record<string, object>> = { [`${prefix}/events`]: { get: events } };
  for (const operation of operations) {
    const path = (paths[prefix + operation.path] ??= {});
    path[operation.method] = describe(operation);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "The Twilio simulator's controls",
      version: "1",
      description:
        "For tests and people. They need no sign-in and are reached by an IP address or localhost only.",
    },
    paths,
    components: { schemas },
  };
}

const events = {
  summary:
    "The latest messages and the world around them, then what changes, as server-sent events",
  description:
    "`latest` and `changed` hold messages, `removed` their sids, `world` the clock, faults, own numbers and the last requests.",
  responses: { 200: { description: "A stream", content: { "text/event-stream": {} } } },
};

function describe({ path, summary, query = {}, body, answer }: Operation): object {
  const [status, schema] = answer;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([name, one]) => ({ name, in: "query", schema: one }));
  const wrong = { description: "Names the wrong field", content: jsonOf("Error") };
  return {
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(body) } }),
    responses: {
      [status]: {
        description: status === 204 ? "Done" : "The answer",
        ...(schema === null ? {} : { content: jsonOf(schema) }),
      },
      ...(body === undefined && inQuery.length === 0 ? {} : { 400: wrong }),
      ...(inPath.length === 0 ? {} : { 404: wrong }),
    },
  };
}

function jsonOf(name: string): object {
  return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}
