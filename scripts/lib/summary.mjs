import path from "node:path";

/**
 * The lines that a start ends with: addresses, where the key is (never the key itself), and lines
 * to copy. `ownerLink` is as `readOwnerLink` tells it. `demo` is null where there is none and no
 * simulator; else its `simulatorUrl`, whether the app `isThere`, and in words what became of the
 * first text.
 */
export function summaryLines(about) {
  const { serverUrl, keyFile, ownerLink, notices, demo, demoOffBecause, cwd, env } = about;
  return [
    "",
    "Trunkline is running. Ctrl-C stops it.",
    "",
    `  Server         ${serverUrl}`,
    `  API reference  ${serverUrl}/reference`,
    `  Owner's key    ${keySource(keyFile, cwd)}`,
    ...(ownerLink === null ? [] : ownerLines(ownerLink, cwd)),
    ...(demo === null ? [] : [`  Handsets       ${demo.simulatorUrl}`]),
    ...notices.map((notice) => `  ${notice}`),
    "",
    ...(demo === null ? withoutDemo(demoOffBecause) : withDemo({ serverUrl, demo, env })),
    "",
  ];
}

function ownerLines({ url, file }, cwd) {
  const first = url ?? `the link in ${shortPath(file, cwd)}`;
  return [
    `  First owner    ${first}`,
    "                 opens once, for a day: name the server's owner there",
  ];
}

function withoutDemo(because) {
  return [
    `There is no demo app and no simulator: ${because}.`,
    "Add an account with: npx trunkline profiles add --help",
  ];
}

function withDemo({ serverUrl, demo, env }) {
  if (!demo.isThere) return [demo.firstText];
  return [
    demo.firstText,
    "Send another with either line, and watch it arrive on the handsets page:",
    "",
    curlLine(serverUrl),
    "",
    `${cliPrefix(env)}npx trunkline send sms --to +15550001111 --text "Hello from Trunkline"`,
  ];
}

function curlLine(serverUrl) {
  return [
    `curl -X POST ${serverUrl}/hooks/demo/send-text`,
    "-H 'content-type: application/json'",
    `-d '{"to":"+15550001111","msg":"Hello from Trunkline"}'`,
  ].join(" ");
}

function keySource(keyFile, cwd) {
  if (keyFile === null || keyFile === undefined) return "as set in TRUNKLINE_ADMIN_API_KEY";
  return `${shortPath(keyFile, cwd)} (the command line finds it by itself)`;
}

function shortPath(file, cwd) {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") ? file : relative;
}

/** The command line looks into the data directory; elsewhere than here it has to be told. */
function cliPrefix(env) {
  const dataDir = env.TRUNKLINE_DATA_DIR;
  return dataDir === undefined || dataDir === "" ? "" : `TRUNKLINE_DATA_DIR='${dataDir}' `;
}
