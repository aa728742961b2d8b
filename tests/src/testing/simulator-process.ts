import { request } from "undici";

import { Child } from "./child.ts";
import { expectToBeFree } from "./leftovers.ts";

/** The account that the simulator made at its first start. */
export interface SimulatedAccount {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKeys: readonly { readonly sid: string; readonly secret: string }[];
  readonly services: readonly { readonly sid: string }[];
}

/** A message as the simulator has it. */
export interface SimulatedMessage {
  readonly sid: string;
  readonly to: string;
  readonly from: string | null;
  readonly body: string;
  readonly status: string;
}

/** A way to misbehave; see the simulator's `POST /simulator/faults`. */
export interface Fault {
  readonly kind:
    | "delay-before"
    | "delay-after"
    | "too-many-requests"
    | "error-before"
    | "error-after"
    | "cut-before"
    | "cut-after"
    | "not-json";
  readonly probability?: number;
  readonly times?: number;
  readonly delayMs?: number;
  readonly match?: { readonly method?: string; readonly path?: string };
}

/** The simulator in a process of its own, and its controls. */
export class SimulatorProcess implements AsyncDisposable {
  readonly child: Child;
  readonly url: string;

  constructor(child: Child, url: string) {
    this.child = child;
    this.url = url;
  }

  /** The ordinary account. */
  async account(): Promise<SimulatedAccount> {
    const { accounts } = await this.#get<{ accounts: SimulatedAccount[] }>("/simulator/accounts");
    const [first] = accounts;
    if (first === undefined) throw new Error("The simulator has no account.");
    return first;
  }

  /** Everything stored, oldest first, or what has exactly this body. */
  async messages(body?: string): Promise<SimulatedMessage[]> {
    const query = body === undefined ? "" : `?${new URLSearchParams({ body }).toString()}`;
    const answer = await this.#get<{ messages: SimulatedMessage[] }>(`/simulator/messages${query}`);
    return answer.messages;
  }

  /** Makes a rule; the first one made that strikes wins. */
  async addFault(fault: Fault): Promise<void> {
    await this.#send("POST", "/simulator/faults", fault);
  }

  /** Forgets all rules. */
  async clearFaults(): Promise<void> {
    await this.#send("DELETE", "/simulator/faults");
  }

  /** The port it listens on. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  async #get<Body>(path: string): Promise<Body> {
    const { body } = await request(this.url + path);
    return (await body.json()) as Body;
  }

  async #send(method: "POST" | "DELETE", path: string, body?: unknown): Promise<void> {
    const answer = await request(this.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    await answer.body.dump();
    if (answer.statusCode >= 300) throw new Error(`The simulator answered ${answer.statusCode}.`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.child[Symbol.asyncDispose]();
  }
}

/** Starts the built simulator on a free port, or on the one given. */
export async function startSimulator(dataDir: string, port = 0): Promise<SimulatorProcess> {
  const child = new Child({
    name: "simulator",
    args: ["simulators/twilio/dist/index.js"],
    env: { TRUNKLINE_DATA_DIR: dataDir, TRUNKLINE_SIMULATOR_PORT: String(port) },
  });
  const { url } = await child.message<{ url: string }>("ready");
  const simulator = new SimulatorProcess(child, url);
  expectToBeFree(simulator.port, "simulator");
  return simulator;
}
