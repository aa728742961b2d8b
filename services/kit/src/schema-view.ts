import type { TSchema } from "typebox";

/** What is read of a schema to put its faults into words. The last three keywords are ours. */
export interface SchemaView {
  readonly properties?: Readonly<Record<string, SchemaView>>;
  /** Of a record: what stands under its names. */
  readonly patternProperties?: Readonly<Record<string, SchemaView>>;
  readonly items?: SchemaView;
  readonly anyOf?: readonly SchemaView[];
  /** What the value must be, to follow "must be". Of a list or record it covers the inside too. */
  readonly expected?: string;
  /** How to mend a wrong value. */
  readonly hint?: string;
  /** On an object: properties that belong elsewhere, each with the sentence that says where. */
  readonly misplaced?: Readonly<Record<string, string>>;
}

/**
 * The part of a schema that speaks for a place in a value, and how many of the names lead to it:
 * fewer than all where a part on the way says what is expected as a whole.
 */
export function viewAt(
  schema: TSchema,
  names: readonly string[],
): { readonly at: SchemaView; readonly depth: number } {
  let at = schema as SchemaView;
  for (const [depth, name] of names.entries()) {
    if (at.expected !== undefined && withProperties(at).properties === undefined) {
      return { at, depth };
    }
    at = step(at, name);
  }
  return { at: withProperties(at), depth: names.length };
}

function step(at: SchemaView, name: string): SchemaView {
  const object = withProperties(at);
  if (object.properties !== undefined && Object.hasOwn(object.properties, name)) {
    return object.properties[name] ?? {};
  }
  const ofRecord = Object.values(at.patternProperties ?? {})[0];
  return ofRecord ?? at.items ?? at.anyOf?.find((one) => one.items)?.items ?? {};
}

function withProperties(at: SchemaView): SchemaView {
  if (at.properties !== undefined) return at;
  const object = at.anyOf?.find((one) => one.properties);
  return object === undefined ? at : { ...object, ...at };
}
