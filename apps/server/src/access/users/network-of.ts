import { isIPv6 } from "node:net";

const groupsOfNetwork = 4;
const groupsInAll = 8;

/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 one, as whoever has
 * one of those addresses has all of them.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [before = "", after = ""] = plain.toLowerCase().split("::");
  const head = groupsOf(before);
  const tail = plain.includes("::") ? groupsOf(after) : [];
  const gap = Math.max(0, groupsInAll - head.length - tail.length);
  const all = [...head, ...Array<string>(gap).fill("0"), ...tail];
  const groups = all.slice(0, groupsOfNetwork).map((group) => group.replace(/^0+(?=.)/u, ""));
  return `${groups.join(":")}::/64`;
}

function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":");
}
