/** What a function node runs: it hands the text to the Twilio node and answers what came of it. */
const send = `
const { to, body } = msg.payload;
msg.topic = {
  number: to,
  answered(error, sent) {
    msg.statusCode = error ? 502 : 200;
    msg.payload = error ? { message: error.message } : { sid: sent.sid, status: sent.status };
    delete msg.topic;
    node.send([null, msg], false);
  },
};
msg.payload = body;
return [msg, null];
`;

/** `POST /send` and `GET /healthz` as Node-RED's nodes: http in, function, twilio out, http response. */
export function nodeRedFlow(accountSid: string, from: string): object[] {
  const onTab = { z: "tab", x: 100, y: 100 };
  const entrance = (id: string, method: string, url: string, next: string) => ({
    ...onTab,
    id,
    type: "http in",
    method,
    url,
    wires: [[next]],
  });
  return [
    { id: "tab", type: "tab", label: "bench" },
    { id: "account", type: "twilio-api", sid: accountSid, from },
    entrance("in", "post", "/send", "function"),
    {
      ...onTab,
      id: "function",
      type: "function",
      func: send,
      outputs: 2,
      wires: [["twilio"], ["out"]],
    },
    { ...onTab, id: "twilio", type: "twilio out", twilio: "account", twilioType: "sms", wires: [] },
    { ...onTab, id: "out", type: "http response", wires: [] },
    entrance("health", "get", "/healthz", "out"),
  ];
}
