/** What blocks compute with: JSON, where a list or an object is shared by everyone who holds it. */
export type Value = null | boolean | number | string | Value[] | ObjectValue;

/** An object of a flow. It has no prototype, so that every name is only a name. */
export interface ObjectValue {
  [name: string]: Value;
}
