"use strict";
// Loaded into Node-RED before anything else. Its Twilio node takes neither a base URL nor sockets,
// and has no output: an answer could not wait for the send. So the library that it uses is handed
// to it with all three, as the bare server has them:
// - creates go to the stub, over 256 sockets that are kept open (the library's own way is one
//   connection for each request);
// - what the flow gives as the recipient carries a callback, which is told what came of the create.
const { Agent } = require("node:http");
const { createRequire } = require("node:module");

const mostSockets = 256;
const fromNodeRed = createRequire(process.argv[1]);
const path = fromNodeRed.resolve("twilio");
const twilio = fromNodeRed("twilio");

function openClient(accountSid, authToken) {
  const sockets = {
    keepAlive: true,
    maxSockets: mostSockets,
    maxTotalSockets: mostSockets,
    maxFreeSockets: mostSockets,
  };
  const httpClient = new twilio.RequestClient(sockets);
  httpClient.axios.defaults.httpAgent = new Agent(sockets);
  const request = httpClient.request.bind(httpClient);
  // `forever` keeps the connection.
  httpClient.request = (options) => request({ ...options, forever: true });
  const client = twilio(accountSid, authToken, { httpClient });
  client.api.baseUrl = process.env.BENCH_TWILIO_BASE_URL;
  return { messages: { create: (form) => createAndTell(client, form) } };
}

function createAndTell(client, { to, ...form }) {
  const sending = client.messages.create({ ...form, to: to.number });
  sending.then(
    (message) => to.answered(null, message),
    (error) => to.answered(error, null),
  );
  return sending;
}

require.cache[path].exports = openClient;
// It ends when the bench is gone.
process.on("disconnect", () => process.exit(0));
