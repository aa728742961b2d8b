import { createServer, type RequestListener, type Server } from "node:http";

import { afterEach, expect, it } from "vitest";

import { Poster } from "./poster.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

const headers = { "content-type": "application/x-www-form-urlencoded" };

it("posts the form as given and hands back the answer", async () => {
  await using poster = new Poster();
  const origin = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(`${request.method} ${request.url} ${body}`);
    });
  });
  expect(await poster.post({ url: `${origin}/a?b=c%20d`, headers, body: "x=1" })).toEqual({
    kind: "answered",
    status: 200,
    contentType: "text/xml",
    location: "",
    challenge: "",
    body: "POST /a?b=c%20d x=1",
  });
});

it("keeps no more of an answer than 64 KB, and follows no redirect", async () => {
  await using poster = new Poster();
  const origin = await serve((_request, response) => {
    response.writeHead(302, { location: "/elsewhere" }).end("x".repeat(200_000));
  });
  const posted = await poster.post({ url: origin, headers, body: "" });
  expect(posted).toMatchObject({ kind: "answered", status: 302, body: "x".repeat(65_536) });
});

it("tells that nobody is there, and that the line was cut", async () => {
  await using poster = new Poster();
  const origin = await serve((request) => request.socket.destroy());
  const failed = { kind: "failed" };
  expect(await poster.post({ url: "http://127.0.0.1:1/", headers, body: "" })).toEqual(failed);
  expect(await poster.post({ url: origin, headers, body: "" })).toEqual(failed);
});

it("uses a connection again, and never more than 32 for one server", async () => {
  await using poster = new Poster();
  const sockets = new Set<unknown>();
  const origin = await serve((request, response) => {
    sockets.add(request.socket);
    setImmediate(() => response.writeHead(204).end());
  });
  const posts = Array.from({ length: 500 }, async () =>
    poster.post({ url: origin, headers, body: "" }),
  );
  const statuses = await Promise.all(posts);
  expect(statuses.every((posted) => posted.kind === "answered")).toBe(true);
  expect(sockets.size).toBeLessThanOrEqual(32);
});

it("goes on with a new connection when the server ends the old one", async () => {
  await using poster = new Poster();
  const origin = await serve((_request, response) => {
    response.writeHead(204, { connection: "close" }).end();
  });
  for (let time = 0; time < 3; time += 1) {
    const posted = await poster.post({ url: origin, headers, body: "" });
    expect(posted).toMatchObject({ kind: "answered", status: 204 });
  }
});

it("waits for each piece of an answer, and for all of it, only so long", async () => {
  await using poster = new Poster();
  const silent = await serve(() => undefined);
  const dripping = await serve((_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(drip));
  });
  const slow = { kind: "slow" };
  const times = { readMs: 100, totalMs: 300 };
  expect(await poster.post({ url: silent, headers, body: "", ...times })).toEqual(slow);
  expect(await poster.post({ url: dripping, headers, body: "", ...times })).toEqual(slow);
});

it("speaks TLS where the address says so", async () => {
  await using poster = new Poster();
  const origin = await serve((_request, response) => response.end("plain"));
  const url = origin.replace("http:", "https:");
  expect(await poster.post({ url, headers, body: "" })).toEqual({ kind: "failed" });
});

it("gives up what is under way when it is disposed", async () => {
  const poster = new Poster();
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const origin = await serve(() => arrive());
  const posted = poster.post({ url: origin, headers, body: "" });
  await arrived;
  await poster[Symbol.asyncDispose]();
  expect(await posted).toEqual({ kind: "failed" });
});
