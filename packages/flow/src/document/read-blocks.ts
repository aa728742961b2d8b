import type { Problem } from "../check/problem.ts";
import {
  foundAgain,
  idTwice,
  malformed,
  mutationTooLarge,
  tooDeep,
  tooLarge,
} from "./block-faults.ts";
import { nameInPath, pathOf } from "./block-place.ts";
import type { BlockPlace } from "./block-place.ts";
import { workspaceLimits } from "./limits.ts";
import { isPlainObject, ownValue } from "./plain-object.ts";
import type { BlockJson, ConnectedJson } from "./workspace.ts";

/** The blocks of a workspace, and what is wrong with how they are written. */
export interface BlocksReading {
  readonly blocks: readonly BlockJson[];
  readonly places: readonly BlockPlace[];
  readonly problems: readonly Problem[];
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };
type BlockDraft = Writable<BlockJson> & { inputs?: Record<string, ConnectedJson> };

/** Where something hangs, as far as an id can be made of it and depths are counted. */
interface Position {
  /** Up to the first block of the stack. */
  readonly stack: string;
  /** How many blocks of the stack stand above. */
  readonly number: number;
  readonly depth: number;
  readonly nesting: number;
}

/** A block that is still to be read, and where it goes. */
interface Pending {
  readonly raw: unknown;
  readonly parent: BlockPlace | null;
  readonly input: string | null;
  readonly index: number;
  readonly isShadow: boolean;
  readonly isCovered: boolean;
  readonly position: Position;
  /** What it is plugged into; null for a block at the top. */
  readonly connected: Writable<ConnectedJson> | null;
}

/**
 * Reads a list of blocks with all that hangs on them. Works through a list of its own instead of
 * calling itself, so that no depth can exhaust the call stack, and gives up early on what is too large.
 */
export function readBlocks(list: readonly unknown[]): BlocksReading {
  const reader = new BlockReader();
  return reader.read(list);
}

class BlockReader {
  readonly #pending: Pending[] = [];
  readonly #tops: BlockJson[] = [];
  readonly #places: BlockPlace[] = [];
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<object>();
  readonly #byId = new Map<string, BlockPlace>();
  #count = 0;

  read(list: readonly unknown[]): BlocksReading {
    if (list.length > workspaceLimits.blocksMax) return refused(tooLarge());
    for (const [index, raw] of [...list.entries()].toReversed()) {
      this.#push(topBlock(raw, index));
    }
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (this.#count > workspaceLimits.blocksMax) return refused(tooLarge());
      if (isTooDeep(next.position)) return refused(tooDeep());
      this.#readBlock(next);
    }
    return { blocks: this.#tops, places: this.#places, problems: this.#problems };
  }

  #push(pending: Pending): void {
    this.#count += 1;
    this.#pending.push(pending);
  }

  #readBlock(pending: Pending): void {
    const { raw, position } = pending;
    const draft = isPlainObject(raw) ? draftOf(raw, position) : null;
    if (draft === null || !isPlainObject(raw)) {
      const nowhere = placeOf({ type: "", id: "" }, pending);
      this.#problems.push(malformed(pathOf(nowhere), "block"));
      return;
    }
    const place = placeOf(draft, pending);
    if (this.#seen.has(raw)) {
      this.#problems.push(foundAgain(place));
      return;
    }
    this.#seen.add(raw);
    this.#remember(place);
    this.#attach(draft, pending);
    this.#readParts(raw, draft, place);
    this.#readNext(raw, draft, place, position);
    this.#readInputs(raw, draft, place, position);
  }

  #attach(draft: BlockDraft, { connected, isShadow }: Pending): void {
    if (connected === null) this.#tops.push(draft);
    else if (isShadow) connected.shadow = draft;
    else connected.block = draft;
  }

  #remember(place: BlockPlace): void {
    this.#places.push(place);
    if (this.#byId.has(place.block.id)) this.#problems.push(idTwice(place));
    else this.#byId.set(place.block.id, place);
  }

  #readParts(raw: Readonly<Record<string, unknown>>, draft: BlockDraft, place: BlockPlace): void {
    const fields = ownValue(raw, "fields");
    if (isPlainObject(fields)) draft.fields = Object.assign(withoutPrototype(), fields);
    else if (fields !== undefined && fields !== null) this.#malformedPart(place, "fields");
    const extraState = ownValue(raw, "extraState");
    if (extraState !== undefined) draft.extraState = extraState;
    if (isMutationTooLarge(extraState)) this.#problems.push(mutationTooLarge(place));
    if (ownValue(raw, "enabled") === false) draft.enabled = false;
    const reasons = ownValue(raw, "disabledReasons");
    if (Array.isArray(reasons)) draft.disabledReasons = reasons.map(() => "disabled");
  }

  #readNext(
    raw: Readonly<Record<string, unknown>>,
    draft: BlockDraft,
    place: BlockPlace,
    at: Position,
  ): void {
    const next = ownValue(raw, "next");
    if (next === undefined || next === null) return;
    if (!isPlainObject(next)) {
      this.#malformedPart(place, "next");
      return;
    }
    const connected: Writable<ConnectedJson> = {};
    draft.next = connected;
    const below = {
      stack: at.stack,
      number: at.number + 1,
      depth: at.depth + 1,
      nesting: at.nesting,
    };
    this.#readConnected(next, connected, { parent: place, input: null, position: below });
  }

  #readInputs(
    raw: Readonly<Record<string, unknown>>,
    draft: BlockDraft,
    place: BlockPlace,
    at: Position,
  ): void {
    const inputs = ownValue(raw, "inputs");
    if (inputs === undefined || inputs === null) return;
    if (!isPlainObject(inputs)) {
      this.#malformedPart(place, "inputs");
      return;
    }
    const names = Object.keys(inputs);
    if (names.length > 2 * workspaceLimits.mutationMax) {
      this.#problems.push(mutationTooLarge(place));
      return;
    }
    const read: Record<string, ConnectedJson> = withoutPrototype();
    draft.inputs = read;
    for (const input of names.toReversed()) {
      const value = inputs[input];
      if (!isPlainObject(value)) {
        this.#malformedPart(place, `inputs${nameInPath(input)}`);
        continue;
      }
      const connected: Writable<ConnectedJson> = {};
      read[input] = connected;
      const position = {
        stack: `${idOf(at)}/${input}`,
        number: 0,
        depth: at.depth + 1,
        nesting: at.nesting + 1,
      };
      this.#readConnected(value, connected, { parent: place, input, position });
    }
  }

  #readConnected(
    raw: Readonly<Record<string, unknown>>,
    connected: Writable<ConnectedJson>,
    at: Pick<Pending, "input" | "position"> & { readonly parent: BlockPlace },
  ): void {
    const { parent, input, position } = at;
    const block = ownValue(raw, "block") ?? null;
    const shadow = ownValue(raw, "shadow") ?? null;
    const common = { parent, input, index: 0, connected };
    if (shadow !== null) {
      const isCovered = parent.isCovered || isPlainObject(block);
      const below = { ...position, stack: `${position.stack}~` };
      this.#push({ ...common, raw: shadow, position: below, isShadow: true, isCovered });
    }
    if (block !== null) {
      const { isCovered } = parent;
      this.#push({ ...common, raw: block, position, isShadow: false, isCovered });
    }
  }

  #malformedPart(place: BlockPlace, part: string): void {
    this.#problems.push(malformed(`${pathOf(place)}.${part}`, "part", place.block.id));
  }
}

function topBlock(raw: unknown, index: number): Pending {
  return {
    raw,
    parent: null,
    input: null,
    index,
    isShadow: false,
    isCovered: false,
    position: { stack: `@${index}`, number: 0, depth: 1, nesting: 0 },
    connected: null,
  };
}

function placeOf(block: BlockJson, pending: Pending): BlockPlace {
  const { parent, input, index, isShadow, isCovered } = pending;
  return { block, parent, input, index, isShadow, isCovered };
}

function isTooDeep({ depth, nesting }: Position): boolean {
  return depth > workspaceLimits.depthMax || nesting > workspaceLimits.nestingMax;
}

function draftOf(raw: Readonly<Record<string, unknown>>, at: Position): BlockDraft | null {
  const type = ownValue(raw, "type");
  const id = ownValue(raw, "id");
  if (typeof type !== "string") return null;
  if (id !== undefined && id !== null && typeof id !== "string") return null;
  return { type, id: typeof id === "string" && id !== "" ? id : idOf(at) };
}

/** The id of a block that has none: the same as long as nothing before it in the file moves. */
function idOf({ stack, number }: Position): string {
  return number === 0 ? stack : `${stack}+${number}`;
}

function withoutPrototype<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Whether a mutator would make more inputs than a person can have asked for. */
function isMutationTooLarge(extraState: unknown): boolean {
  if (!isPlainObject(extraState)) return false;
  const max = workspaceLimits.mutationMax;
  return Object.values(extraState).some(
    (part) =>
      (typeof part === "number" && part > max) || (Array.isArray(part) && part.length > max),
  );
}

function refused(problem: Problem): BlocksReading {
  return { blocks: [], places: [], problems: [problem] };
}
