import { BlockList, isIP } from "node:net";

/** Tells whether an IP address is in a list of networks. */
export interface Networks {
  /** False for anything that is no IP address. */
  has(address: string): boolean;
}

interface Network {
  readonly address: string;
  readonly family: "ipv4" | "ipv6";
  readonly prefix: number;
}

/** Whether a text is a network such as `10.0.0.0/8` or `fd00::/8`, or a single IP address. */
export function isNetwork(text: string): boolean {
  return readNetwork(text) !== null;
}

/** Makes a list of networks; entries that are none hold nobody. */
export function networksOf(texts: readonly string[]): Networks {
  const list = new BlockList();
  for (const text of texts) {
    const network = readNetwork(text);
    if (network !== null) list.addSubnet(network.address, network.prefix, network.family);
  }
  return {
    has(address) {
      const plain = plainAddress(address);
      const version = isIP(plain);
      return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
    },
  };
}

function readNetwork(text: string): Network | null {
  const [address = "", prefixText, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || rest.length > 0) return null;
  const bits = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : readPrefix(prefixText);
  if (prefix > bits) return null;
  return { address, family: version === 4 ? "ipv4" : "ipv6", prefix };
}

function readPrefix(text: string): number {
  return /^\d{1,3}$/u.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
}

/** Without the zone of a link-local address, and IPv4 as such where IPv6 only carries it. */
function plainAddress(address: string): string {
  const [bare = ""] = address.split("%");
  return bare.toLowerCase().startsWith("::ffff:") && bare.includes(".") ? bare.slice(7) : bare;
}
