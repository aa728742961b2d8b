/** A server that takes part: where it listens, and what one send looks like to it. */
export interface Contestant extends AsyncDisposable {
  readonly name: ContestantName;
  readonly pid: number;
  /** From the start of its process to its first answered request, in milliseconds. */
  readonly startUpMs: number;
  /** The account whose creates at the stub are this server's. */
  readonly accountSid: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Waits until all that was answered is recorded, and gives how long that took in milliseconds;
   * left out where nothing is recorded after its answer.
   */
  readonly recorded?: () => Promise<number>;
}

/** In the order in which they take their turns. */
export const contestantNames = ["bare twilio", "trunkline", "node-red", "bare undici"] as const;

/** Who takes part. */
export type ContestantName = (typeof contestantNames)[number];

/** The account of each: the stub counts by it. */
export const accountSids: Readonly<Record<ContestantName, string>> = {
  "bare twilio": `AC${"1".repeat(32)}`,
  trunkline: `AC${"2".repeat(32)}`,
  "bare undici": `AC${"3".repeat(32)}`,
  "node-red": `AC${"4".repeat(32)}`,
};

/** The same made-up credentials and the same text for all. */
export const sample = {
  authToken: "0123456789abcdef0123456789abcdef",
  to: "+15558675310",
  from: "+15005550006",
  text: "Your parcel 7731 is out for delivery.",
} as const;
