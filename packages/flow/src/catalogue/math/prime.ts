import type { Tools } from "../../run/tools.ts";

/** Below this, dividing is quickest. */
const divisionsEnd = 1_000_000;

/** Enough to tell for every number below 3.3e24. Source: https://oeis.org/A014233 (2026-11). */
const witnesses = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

/** What all witnesses cost at most, in steps. */
const witnessSteps = 256;

/** Whether a number is prime; as quick for large ones, which are all even from 2 ** 53 on. */
export function isPrime(number: number, tools: Tools): boolean {
  if (number === 2 || number === 3) return true;
  if (!(number > 1) || number % 1 !== 0 || number % 2 === 0 || number % 3 === 0) return false;
  if (number < divisionsEnd) return hasNoDivisor(number);
  tools.spend(witnessSteps);
  return isPrimeByWitnesses(BigInt(number));
}

function hasNoDivisor(number: number): boolean {
  // All primes above 3 are next to a multiple of 6.
  for (let near = 6; near <= Math.sqrt(number) + 1; near += 6) {
    if (number % (near - 1) === 0 || number % (near + 1) === 0) return false;
  }
  return true;
}

/** The test of Miller and Rabin, of an odd number above all witnesses. */
function isPrimeByWitnesses(number: bigint): boolean {
  let odd = number - 1n;
  let halvings = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    halvings += 1;
  }
  return witnesses.every((witness) => isPrimeFor(witness, number, odd, halvings));
}

function isPrimeFor(witness: bigint, number: bigint, odd: bigint, halvings: number): boolean {
  let power = powerModulo(witness, odd, number);
  if (power === 1n) return true;
  for (let halving = 0; halving < halvings; halving += 1) {
    if (power === number - 1n) return true;
    power = (power * power) % number;
  }
  return false;
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
