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

/** A block that is still to be read, and where it goes. */
interface Pending {
  readonly raw: unknown;
  readonly where: Omit<BlockPlace, "block">;
  /** Where it stands, as far as an id is made of it: up to the stack's first block, then its number. */
  readonly stack: string;
  readonly number: number;
  readonly depth: number;
  readonly nesting: number;
  attach(block: BlockJson): void;
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
  readonly #places: BlockPlace[] = [];
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<object>();
  readonly #byId = new Map<string, BlockPlace>();
  #count = 0;

  read(list: readonly unknown[]): BlocksReading {
    if (list.length > workspaceLimits.blocksMax) return refused(tooLarge());
    const blocks: BlockJson[] = [];
    for (const [index, raw] of [...list.entries()].toReversed()) {
      this.#push(topBlock(raw, index, (block) => blocks.push(block)));
    }
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (this.#count > workspaceLimits.blocksMax) return refused(tooLarge());
      if (next.depth > workspaceLimits.depthMax || next.nesting > workspaceLimits.nestingMax) {
        return refused(tooDeep());
      }
      this.#readBlock(next);
    }
    return { blocks, places: this.#places, problems: this.#problems };
  }

  #push(pending: Pending): void {
    this.#count += 1;
    this.#pending.push(pending);
  }

  #readBlock(pending: Pending): void {
    const { raw, where } = pending;
    const draft = isPlainObject(raw) ? draftOf(raw, pending) : null;
    if (draft === null || !isPlainObject(raw)) {
      this.#problems.push(malformed(wherePath(where), "block"));
      return;
    }
    const place: BlockPlace = { block: draft, ...where };
    if (this.#seen.has(raw)) {
      this.#problems.push(foundAgain(place));
      return;
    }
    this.#seen.add(raw);
    this.#remember(place);
    pending.attach(draft);
    this.#readParts(raw, draft, place);
    this.#readNext(raw, draft, place, pending);
    this.#readInputs(raw, draft, place, pending);
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
    pending: Pending,
  ): void {
    const next = ownValue(raw, "next");
    if (next === undefined || next === null) return;
    if (!isPlainObject(next)) {
      this.#malformedPart(place, "next");
      return;
    }
    const connected: Writable<ConnectedJson> = {};
    draft.next = connected;
    this.#readConnected(next, connected, {
      parent: place,
      input: null,
      stack: pending.stack,
      number: pending.number + 1,
      depth: pending.depth + 1,
      nesting: pending.nesting,
    });
  }

  #readInputs(
    raw: Readonly<Record<string, unknown>>,
    draft: BlockDraft,
    place: BlockPlace,
    pending: Pending,
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
      this.#readConnected(value, connected, {
        parent: place,
        input,
        stack: `${stackOf(pending)}/${input}`,
        number: 0,
        depth: pending.depth + 1,
        nesting: pending.nesting + 1,
      });
    }
  }

  #readConnected(
    raw: Readonly<Record<string, unknown>>,
    connected: Writable<ConnectedJson>,
    at: Pick<Pending, "stack" | "number" | "depth" | "nesting"> &
      Pick<BlockPlace, "input"> & { readonly parent: BlockPlace },
  ): void {
    const { parent, input, ...position } = at;
    for (const kind of ["shadow", "block"] as const) {
      const value = ownValue(raw, kind);
      if (value === undefined || value === null) continue;
      const isShadow = kind === "shadow";
      const isCovered = parent.isCovered || (isShadow && isPlainObject(ownValue(raw, "block")));
      this.#push({
        ...position,
        stack: isShadow ? `${position.stack}~` : position.stack,
        raw: value,
        where: { parent, input, index: 0, isShadow, isCovered },
        attach: (block) => {
          connected[kind] = block;
        },
      });
    }
  }

  #malformedPart(place: BlockPlace, part: string): void {
    this.#problems.push(malformed(`${pathOf(place)}.${part}`, "part", place.block.id));
  }
}

function topBlock(raw: unknown, index: number, attach: (block: BlockJson) => void): Pending {
  const where = { parent: null, input: null, index, isShadow: false, isCovered: false };
  return { raw, where, stack: `@${index}`, number: 0, depth: 1, nesting: 0, attach };
}

function draftOf(raw: Readonly<Record<string, unknown>>, pending: Pending): BlockDraft | null {
  const type = ownValue(raw, "type");
  const id = ownValue(raw, "id");
  if (typeof type !== "string") return null;
  if (id !== undefined && id !== null && typeof id !== "string") return null;
  return { type, id: typeof id === "string" && id !== "" ? id : stackOf(pending) };
}

/** The id of a block that has none: the same as long as nothing before it in the file moves. */
function stackOf(pending: Pending): string {
  return pending.number === 0 ? pending.stack : `${pending.stack}+${pending.number}`;
}

function wherePath(where: Omit<BlockPlace, "block">): string {
  return pathOf({ block: { type: "", id: "" }, ...where });
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
