import path from "node:path";

/**
 * The lines that a start ends with: addresses, where the key is (never the key itself), and lines
 * to copy. `demo` is null without a demo app; else its `simulatorUrl` and, in words, what became of
 * the first text.
 */
export function summaryLines({ serverUrl, keyFile, notices, demo, demoOffBecause, cwd, env }) {
  const key = keySource(keyFile, cwd);
  return [
    "",
    "Trunkline is running. Ctrl-C stops it.",
    "",
    `  Server         ${serverUrl}`,
    `  API reference  ${serverUrl}/reference`,
    `  Owner's key    ${key.where}`,
    ...(demo === null ? [] : [`  Handsets       ${demo.simulatorUrl}`]),
    ...notices.map((notice) => `  ${notice}`),
    "",
    ...(demo === null ? withoutDemo(demoOffBecause) : withDemo({ serverUrl, key, demo, env })),
    "",
  ];
}

function withoutDemo(because) {
  return [
    `There is no demo app and no simulator: ${because}.`,
    "Add an account with: npx trunkline profiles add --help",
  ];
}

function withDemo({ serverUrl, key, demo, env }) {
  return [
    demo.firstText,
    "Send another with either line, and watch it arrive on the handsets page:",
    "",
    curlLine(serverUrl, key),
    "",
    `${cliPrefix(env)}npx trunkline send sms --to +15550001111 --text "Hello from Trunkline"`,
  ];
}

function curlLine(serverUrl, key) {
  return [
    `curl ${serverUrl}/api/apps/demo/connections/sms/commands/sendMessage`,
    `-H "Authorization: Bearer ${key.shell}"`,
    "-H 'Content-Type: application/json'",
    `-d '{"data":{"toPhone":"+15550001111","msg":"Hello from Trunkline"}}'`,
  ].join(" ");
}

function keySource(keyFile, cwd) {
  if (keyFile === null || keyFile === undefined) {
    return { where: "as set in TRUNKLINE_ADMIN_API_KEY", shell: "$TRUNKLINE_ADMIN_API_KEY" };
  }
  const shown = shortPath(keyFile, cwd);
  const quoted = /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
  return { where: `${shown} (the command line finds it by itself)`, shell: `$(cat ${quoted})` };
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
