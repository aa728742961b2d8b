import { dirname, join, resolve } from "node:path";

import { CliError, usageError } from "../errors.ts";
import { readClientFile } from "./client-file.ts";
import type { Environment } from "./env.ts";
import { ApiKey, isApiKeyText, normalizeServerUrl } from "./server-address.ts";
import type { ServerAddress } from "./server-address.ts";

const clientFile = "client.json";
const defaultDataDir = ".trunkline";

/**
 * Finds the server: by `TRUNKLINE_URL` and `TRUNKLINE_API_KEY`, else by the file in
 * `TRUNKLINE_DATA_DIR`, else by the one in `.trunkline` here or in the nearest folder above.
 *
 * @throws CliError `USAGE_WRONG` when the variables make no address; `CLIENT_FILE_MISSING` when
 *   there is nothing to go by; what `readClientFile` throws.
 */
export async function findServer(environment: Environment, cwd: string): Promise<ServerAddress> {
  const { url, apiKey, dataDir } = environment;
  if (url !== null || apiKey !== null) return addressFromVariables(url, apiKey);
  if (dataDir !== null) {
    const path = join(resolve(cwd, dataDir), clientFile);
    return (await readClientFile(path)) ?? missing(`There is no ${path}.`);
  }
  for (const folder of foldersUpwards(cwd)) {
    const address = await readClientFile(join(folder, defaultDataDir, clientFile));
    if (address !== null) return address;
  }
  return missing(
    `There is no ${join(defaultDataDir, clientFile)} in ${cwd} or in a folder above it.`,
  );
}

/** Both or none: a key from the file must not travel to an address from somewhere else. */
function addressFromVariables(url: string | null, apiKey: string | null): ServerAddress {
  if (url === null || apiKey === null) {
    const [present, absent] =
      url === null
        ? ["TRUNKLINE_API_KEY", "TRUNKLINE_URL"]
        : ["TRUNKLINE_URL", "TRUNKLINE_API_KEY"];
    throw usageError(`${present} is set and ${absent} is not.`, "Set both, or neither.");
  }
  const address = normalizeServerUrl(url);
  if (address === null) {
    throw usageError(
      "TRUNKLINE_URL is not the address of a server.",
      "It looks like http://127.0.0.1:4100 and holds no user name and no query.",
    );
  }
  if (!isApiKeyText(apiKey)) {
    throw usageError("TRUNKLINE_API_KEY holds characters that no API key has.");
  }
  return { url: address, apiKey: new ApiKey(apiKey) };
}

function foldersUpwards(start: string): string[] {
  const folders = [resolve(start)];
  for (;;) {
    const last = folders.at(-1) ?? start;
    const parent = dirname(last);
    if (parent === last) return folders;
    folders.push(parent);
  }
}

function missing(message: string): never {
  throw new CliError("CLIENT_FILE_MISSING", {
    title: "No server found",
    message,
    hint:
      "Start one with `npm start` in the Trunkline folder, go to the folder that it runs in, " +
      "or set TRUNKLINE_URL and TRUNKLINE_API_KEY.",
  });
}
