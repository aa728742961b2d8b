import type { Bench } from "../bench.ts";

/** One thing that the simulator does as Twilio does. */
export interface Check {
  readonly name: string;
  /** Throws, in words, when it does not. */
  readonly run: (bench: Bench) => Promise<void>;
}

/** The number of the ordinary account. */
export const ourNumber = "+15005550006";

/** Somebody with a phone. */
export const person = "+15550001111";

/** An ordinary text. */
export const text = { to: person, from: ourNumber, body: "Hello" };

/** Longer than any text takes to its last status. */
export const deliveredMs = 5000;
