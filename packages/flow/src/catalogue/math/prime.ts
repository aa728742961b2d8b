import type { Tools } from "../../run/tools.ts";

/** Divisions that count as one step. */
const divisionsPerStep = 64;

/** Whether a number is prime. Large ones take long, and count as the steps that they are worth. */
export function isPrime(number: number, tools: Tools): boolean {
  if (number === 2 || number === 3) return true;
  if (!(number > 1) || number % 1 !== 0 || number % 2 === 0 || number % 3 === 0) return false;
  const end = Math.sqrt(number) + 1;
  // All primes above 3 are next to a multiple of 6.
  for (let near = 6; near <= end; near += 6) {
    if (number % (near - 1) === 0 || number % (near + 1) === 0) return false;
    if (near % (6 * divisionsPerStep) === 0) tools.spend(1);
  }
  return true;
}
