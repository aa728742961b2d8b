/**
 * What the start script itself has to know of the environment. The processes read and check all of
 * it on their own; here a port that makes no sense is only left alone, so that they can say so.
 */
export function readStartSettings(env) {
  const host = env.TRUNKLINE_HOST || "127.0.0.1";
  return {
    host,
    serverPort: toPort(env.TRUNKLINE_PORT, 4100),
    simulatorPort: toPort(env.TRUNKLINE_SIMULATOR_PORT, 4110),
    demoOffBecause: whyNoDemo(env.TRUNKLINE_DEMO, host),
  };
}

/** Why there is no demo, as the end of a sentence, or null when there is one. */
function whyNoDemo(demo, host) {
  if (demo === "off") return "TRUNKLINE_DEMO is off";
  if (isLoopback(host)) return null;
  return "TRUNKLINE_HOST lets other machines in, and the demo is for this one alone";
}

function isLoopback(host) {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function toPort(text, otherwise) {
  if (text === undefined || text === "") return otherwise;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return port >= 1 && port <= 65_535 ? port : null;
}
