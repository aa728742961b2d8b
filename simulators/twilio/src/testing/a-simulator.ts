import { startSimulator, type Simulator, type SimulatorOptions } from "../simulator.ts";
import { ManualClock } from "./manual-clock.ts";

/** Longer than any message takes to reach its last status. */
export const deliveredMs = 5000;

/** A simulator on a free port whose clock stands still, with helpers to talk to it in plain HTTP. */
export interface TestSimulator extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly url: string;
  readonly accountSid: string;
  /** The value of an `Authorization` header that opens the ordinary account. */
  readonly authorization: string;
  /** A request to the ordinary account; the path begins after its sid. */
  call(method: string, path: string, form?: Record<string, string>): Promise<Response>;
  /** A request to the controls; the path begins after `/simulator`. */
  control(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Starts one; dispose it at the end of the test. */
export async function aSimulator(
  options: Partial<Omit<SimulatorOptions, "clock">> = {},
): Promise<TestSimulator> {
  const clock = new ManualClock();
  const simulator = await startSimulator({ host: "127.0.0.1", port: 0, ...options, clock });
  const { url } = simulator;
  const { accountSid, authToken } = ordinaryAccount(simulator);
  const authorization = basic(accountSid, authToken);
  return {
    simulator,
    clock,
    url,
    accountSid,
    authorization,
    call: (method, path, form) =>
      fetch(`${url}/2010-04-01/Accounts/${accountSid}${path}`, {
        method,
        headers: { authorization },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      }),
    control: (method, path, body) =>
      fetch(`${url}/simulator${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

/** The account that sends for real, as far as anything here is real. */
export function ordinaryAccount({ accounts }: Simulator) {
  return pick(accounts[0]);
}

/** The account with test credentials. */
export function testAccount({ accounts }: Simulator) {
  return pick(accounts.find(({ test }) => test));
}

/** The value, which the test knows to be there. */
export function pick<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error("The value is missing.");
  return value;
}

/** The value of a Basic `Authorization` header. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
