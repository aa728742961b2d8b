/** A server that posts go to. */
export interface HookServer {
  readonly isSecure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** For the header `host`. */
  readonly authority: string;
}

/** Where one post goes. */
export interface HookAddress {
  readonly server: HookServer;
  /** With the query, as it is written in a request. */
  readonly path: string;
}

const keptServers = 256;
const servers = new Map<string, HookServer>();
const origin = /^https?:\/\/[\w.\-:[\]]+(?=[/?]|$)/i;
const plainPath = /^\/[\w\-~!$&()*+,;=:@%/?.]*$/;
const dotSegment = /\/\.|%2e/i;

/**
 * Splits a URL. Most of them are plain, and there are ten thousand a second: the URL parser is for the others.
 * Errors: TypeError for what is no URL.
 */
export function readAddress(url: string): HookAddress {
  const start = origin.exec(url)?.[0];
  if (start !== undefined) {
    const path = url.slice(start.length);
    const server = servers.get(start);
    if (server !== undefined && plainPath.test(path) && !dotSegment.test(path)) {
      return { server, path };
    }
  }
  const parsed = new URL(url);
  const server = serverOf(parsed);
  if (start !== undefined) {
    if (servers.size >= keptServers) servers.clear();
    servers.set(start, server);
  }
  return { server, path: parsed.pathname + parsed.search };
}

function serverOf({ protocol, hostname, port, host }: URL): HookServer {
  const isSecure = protocol === "https:";
  return {
    isSecure,
    host: hostname.replaceAll(/[[\]]/g, ""),
    port: port === "" ? (isSecure ? 443 : 80) : Number(port),
    authority: host,
  };
}
