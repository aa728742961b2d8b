import { fileURLToPath } from "node:url";

import { sample } from "../contestants/contestant.ts";
import { type Child, startChild } from "../processes/child.ts";

const file = fileURLToPath(new URL("../../../simulators/twilio/dist/index.js", import.meta.url));

/** The simulator in a process of its own, and how its ordinary account is used. */
export interface SimulatorProcess extends AsyncDisposable {
  readonly pid: number;
  readonly listUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface SimulatorAccount {
  readonly accountSid: string;
  readonly authToken: string;
}

/** Starts it on a free port, with accounts of its own. */
export async function startSimulator(dataDir: string): Promise<SimulatorProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("TRUNKLINE_"));
  const env = {
    ...Object.fromEntries(inherited),
    TRUNKLINE_DATA_DIR: dataDir,
    TRUNKLINE_SIMULATOR_PORT: "0",
  };
  // As `npm start` does: `scripts/lib/product.mjs`.
  const node = { file: process.execPath, args: ["--max-semi-space-size=32"] };
  const child: Child = startChild({ title: "simulator", file, env, node });
  const { url } = await child.next<{ url: string }>();
  const answer = await fetch(`${url}/simulator/accounts`);
  const { accounts } = (await answer.json()) as { accounts: SimulatorAccount[] };
  const [account] = accounts;
  if (account === undefined) throw new Error("The simulator has no account.");
  const { accountSid, authToken } = account;
  return {
    pid: child.pid,
    listUrl: `${url}/2010-04-01/Accounts/${accountSid}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** The form of one text; with a URL its callbacks go there. */
export function formOf(callbackUrl: string | null): string {
  const form = new URLSearchParams({ To: sample.to, From: sample.from, Body: sample.text });
  if (callbackUrl !== null) form.set("StatusCallback", callbackUrl);
  return form.toString();
}
