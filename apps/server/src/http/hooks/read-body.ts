import type { IncomingMessage } from "node:http";

import { bodyIncomplete, bodyTooLarge, HookError } from "./errors.ts";

const empty = Buffer.alloc(0);
/** What is left of the body would come as the next request. */
const closing = { headers: { connection: "close" } };

/**
 * Reads a request's body, whose limit is the hook's own.
 *
 * @throws HookError `BODY_TOO_LARGE` as soon as that is known, `BODY_MALFORMED` when it breaks off.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { headers } = request;
  const length = headers["content-length"];
  if (length === undefined && headers["transfer-encoding"] === undefined) {
    return Promise.resolve(empty);
  }
  if (Number(length) > maxBytes) return Promise.reject(new HookError(bodyTooLarge, closing));
  return collect(request, maxBytes);
}

function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = () => {
      request.off("data", take).off("end", end).off("error", breakOff).off("close", breakOff);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxBytes) return;
      stop();
      request.pause();
      reject(new HookError(bodyTooLarge, closing));
    };
    const end = () => {
      stop();
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size));
    };
    const breakOff = () => {
      stop();
      reject(new HookError(bodyIncomplete, closing));
    };
    request.on("data", take).on("end", end).on("error", breakOff).on("close", breakOff);
  });
}
