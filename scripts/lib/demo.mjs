import { callJson, DemoRefusal, serverApi } from "./demo-api.mjs";
import { ensureDocuments } from "./demo-documents.mjs";

const app = "/api/apps/demo";
const sender = "+15005550006";
const firstText = { toPhone: "+15550001111", msg: "Hello from Trunkline" };

/**
 * On a server without apps: makes the demo app, its profile for the simulator, its connection and
 * the examples' documents, and sends the first text. Safe at every start: what exists is left alone,
 * and the text's idempotency key is always the same. The `outcome` is `sent`, `sent-earlier` when a
 * start before this one did it, `left-out` when there are other apps and no demo in use, or
 * `changed` when someone has pointed the demo elsewhere: nothing is sent there, and nothing made.
 * `hookError` is why the Web Hooks could not be made, or null; the text goes out all the same.
 */
export async function seedDemo({ serverUrl, simulatorUrl, key, signal }) {
  const startedAt = Date.now();
  const call = serverApi({ url: serverUrl, key, signal });
  const account = await simulatedAccount(simulatorUrl, signal);
  const settings = { ...account, baseUrl: simulatorUrl, mode: "test" };

  const made = await ensureApp(call);
  if (made === null) return { outcome: "left-out", hookError: null };
  const isOurs = (await ensureProfile(call, settings)) && (await ensureConnection(call));
  if (!isOurs) return { outcome: "changed", hookError: null };
  const hookError = made.isLive ? null : await ensureDocuments(call, app).catch((error) => error);
  const { data } = await call(
    "POST",
    `${app}/connections/sms/commands/sendMessage`,
    { data: firstText },
    { "idempotency-key": "demo-first-text" },
  );
  // The key gives the first answer back; its instants have whole seconds.
  const isEarlier = Date.parse(data.dateCreated) < startedAt - 1000;
  return { outcome: isEarlier ? "sent-earlier" : "sent", hookError };
}

/**
 * Whether something of the demo app is live; null when there is none in use. One is made only on a
 * server that has no app yet.
 */
async function ensureApp(call) {
  try {
    const { archivedAt, liveRelease } = await call("GET", app);
    return archivedAt === null ? { isLive: liveRelease !== null } : null;
  } catch (error) {
    if (!(error instanceof DemoRefusal) || error.status !== 404) throw error;
  }
  const { apps } = await call("GET", "/api/apps?pageSize=1");
  if (apps.length > 0) return null;
  await createUnlessThere(call, "/api/apps", { name: "demo" });
  return { isLive: false };
}

async function simulatedAccount(simulatorUrl, signal) {
  const { accounts } = await callJson(`${simulatorUrl}/simulator/accounts`, { signal });
  const { accountSid, authToken } = accounts[0];
  return { accountSid, authToken };
}

/**
 * Makes the profile or, when the simulator has another account or address by now, brings it up to
 * date.
 */
async function ensureProfile(call, settings) {
  const profile = { name: "simulator", service: "twilio", settings };
  if (await createUnlessThere(call, `${app}/profiles`, profile)) return true;
  const { hints } = await call("GET", `${app}/profiles/simulator`);
  const isSameAccount = hints.accountSid?.slice(-4) === settings.accountSid.slice(-4);
  if (isSameAccount && (hints.baseUrl ?? settings.baseUrl) === settings.baseUrl) return true;
  if (!isLoopback(hints.baseUrl)) return false;
  await call("PATCH", `${app}/profiles/simulator`, { settings });
  return true;
}

async function ensureConnection(call) {
  const connection = {
    name: "sms",
    service: "twilio",
    profile: "simulator",
    settings: { defaultSender: sender },
  };
  if (await createUnlessThere(call, `${app}/connections`, connection)) return true;
  return (await call("GET", `${app}/connections/sms`)).profile === "simulator";
}

/** Whether it was made by this call; false when it was there already. */
async function createUnlessThere(call, path, body) {
  try {
    await call("POST", path, body);
    return true;
  } catch (error) {
    if (error instanceof DemoRefusal && error.status === 409) return false;
    throw error;
  }
}

/**
 * Whether a profile still points at a simulator: one with a real account must never be overwritten.
 */
function isLoopback(baseUrl) {
  return /^http:\/\/(127\.|localhost\b|\[::1\])/.test(baseUrl ?? "");
}
