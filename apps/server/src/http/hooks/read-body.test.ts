import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";

import { expect, it } from "vitest";

import { HookError } from "./errors.ts";
import { readBody } from "./read-body.ts";

const maxBytes = 10;

/** Sends text as it stands to a server that reads one body, and tells what it read or refused. */
async function read(text: string, end: "keep" | "destroy" = "keep"): Promise<unknown> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const socket = connect(port, "127.0.0.1");
  const arrived = once(server, "request") as Promise<[IncomingMessage]>;
  socket.write(text);
  try {
    const [request] = await arrived;
    const body = readBody(request, maxBytes);
    if (end === "destroy") socket.destroy();
    return (await body).toString("latin1");
  } catch (error) {
    return error instanceof HookError ? error.report.code : error;
  } finally {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  }
}

const head = "POST / HTTP/1.1\r\nhost: x\r\n";

it("reads a body up to the limit, whole or in chunks, and none as empty", async () => {
  expect(await read(`${head}content-length: 10\r\n\r\n0123456789`)).toBe("0123456789");
  const chunked = `${head}transfer-encoding: chunked\r\n\r\n`;
  expect(await read(`${chunked}5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n`)).toBe("0123456789");
  expect(await read(`${chunked}0\r\n\r\n`)).toBe("");
  expect(await read(`${head}content-length: 0\r\n\r\n`)).toBe("");
  expect(await read(`${head}\r\n`)).toBe("");
});

it("refuses a body as soon as it is too large", async () => {
  expect(await read(`${head}content-length: 11\r\n\r\n`)).toBe("BODY_TOO_LARGE");
  const chunked = `${head}transfer-encoding: chunked\r\n\r\n`;
  expect(await read(`${chunked}b\r\n0123456789a\r\n`)).toBe("BODY_TOO_LARGE");
});

it("does not take the beginning of a body for all of it", async () => {
  expect(await read(`${head}content-length: 10\r\n\r\n01234`, "destroy")).toBe("BODY_MALFORMED");
  const chunked = `${head}transfer-encoding: chunked\r\n\r\n`;
  expect(await read(`${chunked}5\r\n01234\r\n`, "destroy")).toBe("BODY_MALFORMED");
});
