import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const path = "/api/apps/demo/flows/order-update/signing-secret";
const words = ["flows", "signing-secret", "order-update"];
const secret = "q3J8-not-a-real-secret";

test("a secret comes from standard input and is not shown", async () => {
  await using server = await startFakeServer({ [`PUT ${path}`]: { status: 204 } });
  const result = await runTrunkline(words, { server, stdin: `${secret}\n` });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toBe("The flow order-update has its signing secret.\n");
  expect(server.requests[0]?.body).toEqual({ secret });
});

test("it can be removed", async () => {
  await using server = await startFakeServer({ [`DELETE ${path}`]: { status: 204 } });
  const result = await runTrunkline([...words, "--remove"], { server });
  expect(result).toMatchObject({
    code: 0,
    stdout: "The flow order-update has no signing secret.\n",
  });
});

test.each(["", "short", "with a blank in the middle", "ümläute-are-not-ascii"])(
  "%j is refused before anything is asked of the server, and not repeated",
  async (input) => {
    await using server = await startFakeServer({});
    const result = await runTrunkline(words, { server, stdin: input });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("16 to 256 visible ASCII characters");
    if (input !== "") expect(result.stdout + result.stderr).not.toContain(input);
    expect(server.requests).toEqual([]);
  },
);
