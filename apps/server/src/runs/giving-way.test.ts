import { once } from "node:events";
import { connect, createServer } from "node:net";

import { expect, it } from "vitest";

import { giveWay } from "./giving-way.ts";

const sliceMs = 5;

/** Works like a run that never ends on its own: slice after slice. */
async function loop(isOver: () => boolean, began: (at: number) => void): Promise<void> {
  while (!isOver()) {
    const at = performance.now();
    began(at);
    while (performance.now() - at < sliceMs);
    await giveWay();
  }
}

it("lets waiting runs go on in the order they came", async () => {
  const order: string[] = [];
  const run = async (name: string) => {
    for (const slice of [1, 2]) {
      await giveWay();
      order.push(`${name}${slice}`);
    }
  };
  await Promise.all(["a", "b", "c"].map(run));
  expect(order).toEqual(["a1", "b1", "c1", "a2", "b2", "c2"]);
});

it("lets what comes in from outside go before the next of ten endless loops", async () => {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const client = connect(typeof address === "object" && address !== null ? address.port : 0);
  await once(client, "connect");

  let isOver = false;
  let slices = 0;
  const loops = Array.from({ length: 10 }, () =>
    loop(
      () => isOver,
      () => void (slices += 1),
    ),
  );
  const most: number[] = [];
  for (let question = 0; question < 20; question += 1) {
    const before = slices;
    client.write("?");
    await once(client, "data");
    most.push(slices - before);
  }
  isOver = true;
  await Promise.all(loops);
  client.destroy();
  server.close();
  const middle = most.toSorted((one, other) => one - other)[10] ?? Infinity;
  expect(middle, `slices that a question waited for: ${most.join(" ")}`).toBeLessThan(10);
});
