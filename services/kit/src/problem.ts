/** One thing that is wrong with an input. */
export interface Problem {
  /** Where: property names joined by dots, such as `customProps.mediaUrl`; empty for the whole input. */
  readonly path: string;
  /** A stable code in capitals, such as `PROPERTY_UNKNOWN`. */
  readonly code: string;
  /** What is wrong, naming the property and never repeating its value. */
  readonly message: string;
  /** How to mend it; null when the message already says it. */
  readonly hint: string | null;
}
