import type { BlockJson } from "./workspace.ts";

/** A block and where it stands: what it hangs on, and by which input. */
export interface BlockPlace {
  readonly block: BlockJson;
  /** Null for a block at the top. */
  readonly parent: BlockPlace | null;
  /** The parent's input that it is plugged into; null for one below its parent, or at the top. */
  readonly input: string | null;
  /** Its number in the list that holds it, for a block at the top. */
  readonly index: number;
  readonly isShadow: boolean;
  /** A shadow that does not count because a block stands in its place, or something inside of one. */
  readonly isCovered: boolean;
}

/** Where a block stands, in words for a person with the file before them. */
export function pathOf(place: BlockPlace): string {
  const parts: string[] = [];
  for (let at: BlockPlace | null = place; at !== null; at = at.parent) {
    parts.push(lastPartOf(at));
  }
  return parts.toReversed().join("");
}

/** The last step of the way to a block. */
export function lastPartOf(place: BlockPlace): string {
  if (place.parent === null) return `blocks[${place.index}]`;
  const kind = place.isShadow ? "shadow" : "block";
  return place.input === null ? `.next.${kind}` : `.inputs${nameInPath(place.input)}.${kind}`;
}

/** A name as part of a path; what is no identifier might be somebody's text, and is left out. */
export function nameInPath(name: string): string {
  return /^[A-Za-z_$][\w$]{0,39}$/u.test(name) ? `.${name}` : "[…]";
}
