import net from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { waitForPort } from "./ports.mjs";

const host = "127.0.0.1";

async function listen() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => server.close());
  return server;
}

test("a port that stays taken is an error that names its variable", async () => {
  const { port } = (await listen()).address();
  const said = [];
  const say = (line) => said.push(line);
  const waiting = waitForPort({ host, port, variable: "TRUNKLINE_PORT", waitMs: 300, say });
  await expect(waiting).rejects.toThrow(
    `Port ${port} is in use by another program. Set TRUNKLINE_PORT`,
  );
  expect(said).toHaveLength(1);
});

test("a port that comes free in time is waited for", async () => {
  const server = await listen();
  const { port } = server.address();
  const say = () => server.close();
  await waitForPort({ host, port, variable: "TRUNKLINE_PORT", waitMs: 20_000, say });
});

test("a free port and a port that isn't one say nothing", async () => {
  const server = await listen();
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  const say = () => expect.unreachable();
  await waitForPort({ host, port, variable: "TRUNKLINE_PORT", say });
  await waitForPort({ host, port: null, variable: "TRUNKLINE_PORT", say });
});
