import { firstAnswerMs, freePort } from "../measure/start-up.ts";
import type { BareOptions, ToSend } from "../processes/bare-app.ts";
import { startRole } from "../processes/start-role.ts";
import { accountSids, type Contestant, sample } from "./contestant.ts";

/** Starts one of the bare servers. */
export async function startBare(
  name: "bare twilio" | "bare undici",
  stubUrl: string,
): Promise<Contestant> {
  const accountSid = accountSids[name];
  const { authToken, to, from, text } = sample;
  const port = await freePort();
  const options: BareOptions = { port, stubUrl, accountSid, authToken };
  const began = performance.now();
  const role = name === "bare twilio" ? "bare-twilio" : "bare-undici";
  const child = startRole(role, JSON.stringify(options));
  const url = `http://127.0.0.1:${port}`;
  const [startUpMs] = await Promise.all([firstAnswerMs(`${url}/healthz`, began), child.next()]);
  return {
    name,
    pid: child.pid,
    startUpMs,
    accountSid,
    url: `${url}/send`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, from, body: text } satisfies ToSend),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
