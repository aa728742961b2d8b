/** What one harmless authenticated request told about a profile, in words. */
export interface ProfileTest {
  readonly ok: boolean;
  readonly title: string;
  readonly message: string;
  /** What to do when it is not ok; null otherwise. */
  readonly hint: string | null;
  /** Difference between the other side's clock and ours in milliseconds; null when it told no time. */
  readonly clockSkewMs: number | null;
  /** The other side's id of the request; null when it gave none. */
  readonly requestId: string | null;
}
