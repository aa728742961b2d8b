import { Pool } from "undici";

import { bareApp, readBareOptions, type Sent } from "./bare-app.ts";

const mostSockets = 256;

/** The floor: Fastify and one form over undici, without the official library. */
export async function run(argument: string): Promise<void> {
  const { port, stubUrl, accountSid, authToken } = readBareOptions(argument);
  const pool = new Pool(stubUrl, { connections: mostSockets, pipelining: 1 });
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const headers = {
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
  };
  await bareApp(port, async ({ to, from, body }): Promise<Sent> => {
    const form = new URLSearchParams({ To: to, From: from, Body: body }).toString();
    const answer = await pool.request({ method: "POST", path, headers, body: form });
    const message = (await answer.body.json()) as Sent;
    if (answer.statusCode !== 201) throw new Error(`The stub answered ${answer.statusCode}.`);
    return { sid: message.sid, status: message.status };
  });
}
