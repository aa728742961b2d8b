import { Agent } from "node:http";

import twilio from "twilio";

import { bareApp, readBareOptions, type Sent } from "./bare-app.ts";

const mostSockets = 256;

/**
 * What people write without the product: Fastify and the official library, one client for all
 * requests. A fair one: 256 sockets that are kept open, where the library's own default is 20.
 */
export async function run(argument: string): Promise<void> {
  const { port, stubUrl, accountSid, authToken } = readBareOptions(argument);
  const sockets = {
    keepAlive: true,
    maxSockets: mostSockets,
    maxTotalSockets: mostSockets,
    maxFreeSockets: mostSockets,
  };
  const httpClient = new twilio.RequestClient(sockets);
  // The library gives its agent to https alone; the stub speaks http.
  httpClient.axios.defaults.httpAgent = new Agent(sockets);
  const client = twilio(accountSid, authToken, { httpClient });
  client.api.baseUrl = stubUrl;
  await bareApp(port, async ({ to, from, body }): Promise<Sent> => {
    const message = await client.messages.create({ to, from, body });
    return { sid: message.sid, status: message.status };
  });
}
