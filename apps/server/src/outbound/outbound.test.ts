import { once, setMaxListeners } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

import { TransportError } from "@trunkline/service-kit";
import { expect, it } from "vitest";

import { answerJson, startTwilioStub } from "../testing/twilio-stub.ts";
import type { Flight } from "./flight.ts";
import { openOutbound } from "./outbound.ts";

const always: Flight["mayWrite"] = () => true;

function requestTo(url: string, timeoutMs = 5000) {
  return { method: "POST", url: `${url}/x`, headers: {}, body: "A=1", timeoutMs } as const;
}

async function faultOf(answer: Promise<unknown>): Promise<[string, boolean]> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TransportError)) throw new Error("It should have failed.");
  return [error.fault, error.headersSent];
}

function open(mayWrite: Flight["mayWrite"] = always) {
  const outbound = openOutbound(30_000);
  const flight: Flight = { headersSent: false, mayWrite };
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const transport = outbound.transportFor("account", flight, ending.signal);
  return { outbound, flight, ending, transport };
}

/** A place that takes connections and does with them what the test says. */
async function startRawServer(
  onSocket: (socket: Socket) => void,
): Promise<Server & { url: string }> {
  const server = createServer(onSocket);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}

it("gives back the whole answer and notes that headers went out", async () => {
  await using stub = await startTwilioStub();
  stub.answerWith((_request, response) => answerJson(response, 201, { a: "ü" }));
  const { outbound, flight, transport } = open();
  await using _ = outbound;
  const answer = await transport.send(requestTo(stub.url));
  expect([answer.status, answer.body]).toEqual([201, '{"a":"ü"}']);
  expect(answer.headers["twilio-request-id"]).toMatch(/^RQ/u);
  expect(flight.headersSent).toBe(true);
});

it("says that nothing went out when no connection could be made", async () => {
  const { outbound, flight, transport } = open();
  await using _ = outbound;
  expect(await faultOf(transport.send(requestTo("http://127.0.0.1:1")))).toEqual([
    "refused",
    false,
  ]);
  expect(await faultOf(transport.send(requestTo("http://nowhere.invalid")))).toEqual([
    "refused",
    false,
  ]);
  expect(flight.headersSent).toBe(false);
});

it("says that headers went out when the connection ends before the answer", async () => {
  const server = await startRawServer((socket) => {
    socket.once("data", () => socket.destroy());
  });
  const { outbound, flight, transport } = open();
  await using _ = outbound;
  expect(await faultOf(transport.send(requestTo(server.url)))).toEqual(["reset", true]);
  expect(flight.headersSent).toBe(true);
  server.close();
});

it("says so too when the connection ends in the middle of the answer", async () => {
  const server = await startRawServer((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\nhalf");
      socket.end();
    });
  });
  const { outbound, transport } = open();
  await using _ = outbound;
  expect(await faultOf(transport.send(requestTo(server.url)))).toEqual(["reset", true]);
  server.close();
});

it("gives up when the answer takes too long, also when it drips", async () => {
  const server = await startRawServer((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 201 Created\r\ncontent-length: 100000\r\n\r\n");
      const timer = setInterval(() => socket.write("x"), 10);
      socket.once("close", () => clearInterval(timer));
      socket.on("error", () => clearInterval(timer));
    });
  });
  const { outbound, transport } = open();
  await using _ = outbound;
  expect(await faultOf(transport.send(requestTo(server.url, 150)))).toEqual(["timeout", true]);
  server.close();
});

it("writes nothing once it is too late, not even on a connection that is open", async () => {
  await using stub = await startTwilioStub();
  let allowed = true;
  const { outbound, flight, transport } = open(() => allowed);
  await using _ = outbound;
  await transport.send(requestTo(stub.url));
  expect(stub.requests).toHaveLength(1);
  allowed = false;
  flight.headersSent = false;
  expect(await faultOf(transport.send(requestTo(stub.url)))).toEqual(["too-late", false]);
  expect(stub.requests).toHaveLength(1);
  expect(flight.headersSent).toBe(false);
});

it("ends a request when its call is aborted", async () => {
  await using stub = await startTwilioStub();
  stub.answerWith(() => undefined);
  const { outbound, ending, transport } = open();
  await using _ = outbound;
  const fault = faultOf(transport.send(requestTo(stub.url)));
  await expect.poll(() => stub.requests.length).toBe(1);
  ending.abort();
  expect(await fault).toEqual(["aborted", true]);
});

it("keeps requests apart that are in flight together", async () => {
  await using stub = await startTwilioStub();
  stub.answerWith((request, response) => answerJson(response, 200, request.form.get("A")));
  const { outbound, transport } = open();
  await using _ = outbound;
  const bodies = Array.from({ length: 50 }, (_value, index) => String(index));
  const answers = await Promise.all(
    bodies.map((body) => transport.send({ ...requestTo(stub.url), body: `A=${body}` })),
  );
  expect(answers.map((answer) => JSON.parse(answer.body))).toEqual(bodies);
});
