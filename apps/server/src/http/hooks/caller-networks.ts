import { type Networks, networksOf } from "../../config/networks.ts";

const made = new WeakMap<readonly string[], Networks>();

/** Whether an address may call a hook; a hook without networks is open to all of them. */
export function isFromNetworks(networks: readonly string[], address: string): boolean {
  if (networks.length === 0) return true;
  let list = made.get(networks);
  if (list === undefined) {
    list = networksOf(networks);
    made.set(networks, list);
  }
  return list.has(address);
}
