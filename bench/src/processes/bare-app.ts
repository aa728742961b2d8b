import fastify from "fastify";

/** What a bare server is started with. */
export interface BareOptions {
  readonly port: number;
  readonly stubUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
}

/** What the load sends to a bare server. */
export interface ToSend {
  readonly to: string;
  readonly from: string;
  readonly body: string;
}

/** What a bare server answers. */
export interface Sent {
  readonly sid: string;
  readonly status: string;
}

/** Reads the options out of the process's argument. */
export function readBareOptions(argument: string): BareOptions {
  return JSON.parse(argument) as BareOptions;
}

/** Serves `POST /send` with nothing around it: no log, no checks, nothing stored. */
export async function bareApp(port: number, send: (given: ToSend) => Promise<Sent>): Promise<void> {
  const app = fastify();
  app.get("/healthz", async () => ({ status: "ok" }));
  app.post<{ Body: ToSend }>("/send", async (request) => send(request.body));
  const url = await app.listen({ host: "127.0.0.1", port });
  process.send?.({ url });
}
