import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { FieldError, readRecord } from "../../../fields/field-error.ts";
import { type LoggedRequest, maskPath } from "../../../requests/request-log.ts";

const pageSizeUsual = 100;
const pageSizeMax = 1000;

/** `GET /simulator/requests`: the last ones to the simulated API and to web hooks, newest first. */
export function requestsRoute(app: FastifyInstance, { requests }: Context): void {
  app.get("/requests", (request) => {
    const query = readRecord(request.query, "", ["pageSize"]);
    return { requests: requests.latest(readPageSize(query["pageSize"])).map(viewRequest) };
  });
}

function readPageSize(value: unknown): number {
  if (value === undefined) return pageSizeUsual;
  const size = typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (size >= 1 && size <= pageSizeMax) return size;
  throw new FieldError("pageSize", `must be a number from 1 to ${pageSizeMax}`);
}

/** A request as the controls and the handsets page tell it. */
export function viewRequest({ at, path, accountSid, durationMs, ...others }: LoggedRequest) {
  return {
    at: new Date(at).toISOString(),
    path: maskPath(path),
    accountSid: accountSid === null ? null : maskPath(accountSid),
    durationMs: Math.round(durationMs * 10) / 10,
    ...others,
  };
}
