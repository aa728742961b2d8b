/**
 * A 128-bit hash of a text as 32 hex digits: MurmurHash3 (x86, 128 bits) over its UTF-16 code
 * units. Quick and the same everywhere; no protection against somebody who wants two texts to meet.
 * Source: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp (public domain).
 */
export function hash128(text: string): string {
  const state: State = [0, 0, 0, 0];
  const whole = text.length - (text.length % 8);
  for (let at = 0; at < whole; at += 8) {
    mixBlock(
      state,
      wordAt(text, at),
      wordAt(text, at + 2),
      wordAt(text, at + 4),
      wordAt(text, at + 6),
    );
  }
  if (whole < text.length) {
    const rest = [0, 2, 4, 6].map((offset) => wordAt(text, whole + offset)) as State;
    mixTail(state, rest);
  }
  finish(state, text.length * 2);
  return hexOf(state[0]) + hexOf(state[1]) + hexOf(state[2]) + hexOf(state[3]);
}

/** Engines write small numbers in hex quickly and big ones slowly, so every byte's digits are kept. */
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexOf(word: number): string {
  return (
    byteOf(word >>> 24) +
    byteOf((word >>> 16) & 255) +
    byteOf((word >>> 8) & 255) +
    byteOf(word & 255)
  );
}

function byteOf(byte: number): string {
  return hexOfByte[byte] as string;
}

type State = [number, number, number, number];

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/** Two code units as one word; nothing beyond the end. */
function wordAt(text: string, at: number): number {
  const low = at < text.length ? text.charCodeAt(at) : 0;
  const high = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return low | (high << 16);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function scramble(word: number, first: number, by: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), by), second);
}

function mixBlock(state: State, k1: number, k2: number, k3: number, k4: number): void {
  let [h1, h2, h3, h4] = state;
  h1 ^= scramble(k1, c1, 15, c2);
  h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
  h2 ^= scramble(k2, c2, 16, c3);
  h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
  h3 ^= scramble(k3, c3, 17, c4);
  h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
  h4 ^= scramble(k4, c4, 18, c1);
  h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  state[0] = h1;
  state[1] = h2;
  state[2] = h3;
  state[3] = h4;
}

function mixTail(state: State, [k1, k2, k3, k4]: State): void {
  state[3] ^= scramble(k4, c4, 18, c1);
  state[2] ^= scramble(k3, c3, 17, c4);
  state[1] ^= scramble(k2, c2, 16, c3);
  state[0] ^= scramble(k1, c1, 15, c2);
}

function finish(state: State, length: number): void {
  for (let word = 0; word < 4; word += 1) state[word as 0] ^= length;
  addUp(state);
  for (let word = 0; word < 4; word += 1) state[word as 0] = avalanche(state[word as 0]);
  addUp(state);
}

function addUp(state: State): void {
  state[0] = (state[0] + state[1] + state[2] + state[3]) | 0;
  for (let word = 1; word < 4; word += 1) state[word as 0] = (state[word as 0] + state[0]) | 0;
}

function avalanche(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
