import { createServer } from "node:http";

import type { Twilio } from "twilio";

import type { Account } from "../accounts/account.ts";
import { present } from "./expect.ts";
import type { Library } from "./libraries.ts";

/** A request that came to the bench's own web hook. */
export interface HookRequest {
  readonly url: string;
  readonly signature: string;
  readonly fields: Record<string, string>;
}

/** What a check works with. */
export interface Bench extends AsyncDisposable {
  readonly twilio: Library["twilio"];
  /** The ordinary account. */
  readonly account: Account;
  readonly testAccount: Account;
  readonly client: Twilio;
  readonly clientFor: (user: string, password: string, accountSid?: string) => Twilio;
  /** Uses a control of the simulator; gives its answer. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Moves the simulator's clock, which stands still during the checks. */
  readonly pass: (ms: number) => Promise<void>;
  readonly hookUrl: string;
  /** What the web hook answers. */
  hookAnswer: string;
  /** Waits for that many requests to the web hook. */
  readonly received: (count: number) => Promise<HookRequest[]>;
  /** Forgets messages, faults and requests, and lets the clock stand. */
  readonly clear: () => Promise<void>;
}

const lookMs = 10;
const waitMaxMs = 10_000;

/** Sets a library up beside a simulator that listens at the URL. Errors: those of fetch when nobody is there. */
export async function setUpBench(url: string, { twilio }: Library): Promise<Bench> {
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/simulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} /simulator${path} answered ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  };
  const { accounts } = (await control("GET", "/accounts")) as { accounts: Account[] };
  const account = present(accounts[0]);
  const clientFor = (user: string, password: string, accountSid = user): Twilio => {
    const client = twilio(user, password, { accountSid });
    for (const domain of [client.api, client.messaging, client.lookups, client.verify]) {
      domain.baseUrl = url;
    }
    return client;
  };
  const requests: HookRequest[] = [];
  const hook = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      requests.push({
        url: `${bench.hookUrl}${request.url}`,
        signature: String(request.headers["x-twilio-signature"]),
        fields: Object.fromEntries(new URLSearchParams(body)),
      });
      response.writeHead(200, { "content-type": "text/xml" }).end(bench.hookAnswer);
    });
  });
  await new Promise<void>((resolve) => void hook.listen(0, "127.0.0.1", resolve));
  const bench: Bench = {
    twilio,
    account,
    testAccount: present(accounts.find(({ test }) => test)),
    client: clientFor(account.accountSid, account.authToken),
    clientFor,
    control,
    pass: async (advanceMs) => void (await control("POST", "/clock", { advanceMs })),
    hookUrl: `http://127.0.0.1:${(hook.address() as { port: number }).port}`,
    hookAnswer: "",
    async received(count) {
      const began = performance.now();
      while (requests.length < count) {
        if (performance.now() - began > waitMaxMs) {
          throw new Error(`${requests.length} of ${count} requests came to the web hook`);
        }
        await new Promise((resolve) => void setTimeout(resolve, lookMs));
      }
      return [...requests];
    },
    async clear() {
      requests.length = 0;
      bench.hookAnswer = "";
      await control("POST", "/reset");
      await control("POST", "/clock", { mode: "stopped" });
    },
    async [Symbol.asyncDispose]() {
      hook.closeAllConnections();
      hook.close();
      await control("POST", "/reset");
      await control("POST", "/clock", { mode: "real" });
    },
  };
  return bench;
}
