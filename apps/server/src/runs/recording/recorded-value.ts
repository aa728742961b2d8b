import { type DataKey, keyedHash } from "@trunkline/vault";

const valueMaxChars = 16_384;
const headChars = 2048;

/** A value as a run's record holds it: JSON, taken when it was seen, as a flow may change it later. */
export interface RecordedValue {
  readonly json: string;
  /** How many characters its JSON had, where only the beginning is kept as text; null otherwise. */
  readonly cutFromChars: number | null;
}

/** Records a value. What is longer than 16,384 characters of JSON is cut to the first 2,048. */
export function recordValue(json: string): RecordedValue {
  if (json.length <= valueMaxChars) return { json, cutFromChars: null };
  return { json: JSON.stringify(json.slice(0, headChars)), cutFromChars: json.length };
}

/** The digest of a step's input, given as JSON. */
export function digestOf(key: DataKey, json: string): string {
  return keyedHash(key, json).toString("base64url");
}

/** The JSON of whatever a flow holds. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
