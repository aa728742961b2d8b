import { connect } from "node:net";

import { afterEach, beforeEach, expect, it } from "vitest";

import { aSimulator, type TestSimulator } from "../testing/a-simulator.ts";

let sim: TestSimulator;

beforeEach(async () => {
  sim = await aSimulator();
});

afterEach(async () => {
  expect((await sim.call("GET", ".json")).status).toBe(200);
  await sim[Symbol.asyncDispose]();
});

/** Sends the text as it is, and resolves with all that comes back once the line is closed. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(sim.url).port), "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.write(text);
  });
}

it.each([
  ["what is no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", 400],
  ["a thousand headers", `GET / HTTP/1.1\r\nHost: x\r\n${"A: b\r\n".repeat(9000)}\r\n`, 431],
  ["a huge header", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(100_000)}\r\n\r\n`, 431],
  [
    "two lengths",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400,
  ],
])("%s is refused in Twilio's shape, and the line is closed", async (_what, text, status) => {
  const answer = await sendRaw(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const body: unknown = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));
  expect(body).toMatchObject({ code: 20001, status, more_info: expect.any(String) });
});

it("a request that never ends does not keep the simulator from ending", async () => {
  const other = await aSimulator();
  const socket = connect(Number(new URL(other.url).port), "127.0.0.1");
  const isClosed = new Promise((resolve) => socket.on("close", resolve));
  socket.on("error", () => undefined);
  await new Promise<void>((resolve) =>
    socket.write("POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nTo", () =>
      resolve(),
    ),
  );
  await other[Symbol.asyncDispose]();
  await isClosed;
});

it.each([
  ["/2010-04-01/Accounts/%E0%A4%A.json", 400, 20001],
  ["/v1/Services/%zz", 400, 20001],
  [`/2010-04-01/Accounts/${"A".repeat(9000)}.json`, 404, 20404],
])(
  "a path that is badly encoded or far too long gets Twilio's errors",
  async (path, status, code) => {
    const answer = await fetch(`${sim.url}${path}`, {
      headers: { authorization: sim.authorization },
    });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, status });
  },
);

it("a control's path that cannot be read is refused in the controls' shape", async () => {
  const answer = await sim.control("GET", "/%E0%A4%A");
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { field: null } });
});

it("bodies that are too large, in another form or badly encoded get Twilio's errors", async () => {
  const post = async (body: string, type = "application/x-www-form-urlencoded") => {
    const path = `/2010-04-01/Accounts/${sim.accountSid}/Messages.json`;
    const answer = await fetch(`${sim.url}${path}`, {
      method: "POST",
      headers: { authorization: sim.authorization, "content-type": type },
      body,
    });
    return (await answer.json()) as { code: number; status: number };
  };
  expect(await post(`Body=${"x".repeat(8_000_000)}`)).toMatchObject({ code: 20001, status: 413 });
  expect(await post('{"To":"+15550001111"}', "application/json")).toMatchObject({ code: 21604 });
  expect(await post("--x", "multipart/form-data; boundary=x")).toMatchObject({ code: 21604 });
  expect(await post("To=%E0%A4&From=%zz&Body=%00")).toMatchObject({ code: 21212, status: 400 });
});
