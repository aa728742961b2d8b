import {
  formOf,
  statementInputsOf,
  valueInputsOf,
  type BlockDeclaration,
  type ValueInput,
} from "../catalogue/define-block.ts";
import { findBlock } from "../catalogue/index.ts";
import type { BlockPlace } from "../document/block-place.ts";
import type { BlockJson } from "../document/workspace.ts";
import { isEnabled } from "../run/block-json.ts";

/** A block with what the checks need to know of its place. */
export interface StandingBlock {
  readonly place: BlockPlace;
  readonly block: BlockJson;
  /** Null for an unknown type. */
  readonly declaration: BlockDeclaration | null;
  /** The inputs that it has as it stands. */
  readonly valueInputs: Readonly<Record<string, ValueInput>>;
  readonly statementInputs: readonly string[];
  readonly parent: StandingBlock | null;
  /** The block at the top of all. */
  readonly top: BlockPlace;
  /** False for what is switched off, or stands in something that is. */
  readonly isActive: boolean;
  /** What holds for the block below it: switching a block off leaves those below it on. */
  readonly isStackActive: boolean;
  readonly isInDefinition: boolean;
  readonly isInLoop: boolean;
  readonly isInSuccess: boolean;
  readonly isInFail: boolean;
}

/** Blockly's loops: what `break` and `continue` may stand in. */
const loops: ReadonlySet<string> = new Set([
  "controls_repeat",
  "controls_repeat_ext",
  "controls_whileUntil",
  "controls_for",
  "controls_forEach",
]);

/** The blocks whose branches hold Connection Data and Connection Error. */
const branching: ReadonlySet<string> = new Set(["trunkline_execute_connection_command"]);

/** Looks at every block that counts, parents first, and at what its place means for it. */
export function standingBlocks(places: readonly BlockPlace[]): readonly StandingBlock[] {
  const byPlace = new Map<BlockPlace, StandingBlock>();
  for (const place of places) {
    if (place.isCovered) continue;
    const parent = place.parent === null ? null : (byPlace.get(place.parent) ?? null);
    byPlace.set(place, standing(place, parent));
  }
  return [...byPlace.values()];
}

function standing(place: BlockPlace, parent: StandingBlock | null): StandingBlock {
  const { block, input } = place;
  const known = findBlock(block.type);
  const declaration = known === undefined ? null : formOf(known, block);
  const isPlaceActive =
    parent === null || (input === null ? parent.isStackActive : parent.isActive);
  const isActive = isPlaceActive && isEnabled(block);
  const isHead = declaration?.shape === "start" || declaration?.shape === "definition";
  return {
    place,
    block,
    declaration,
    valueInputs: declaration === null ? {} : valueInputsOf(declaration, block),
    statementInputs: declaration === null ? [] : statementInputsOf(declaration, block),
    parent,
    top: parent?.top ?? place,
    isActive,
    isStackActive: isHead ? isActive : isPlaceActive,
    ...enclosure(place, parent, declaration),
  };
}

type Enclosure = Pick<StandingBlock, "isInDefinition" | "isInLoop" | "isInSuccess" | "isInFail">;

function enclosure(
  { input }: BlockPlace,
  parent: StandingBlock | null,
  declaration: BlockDeclaration | null,
): Enclosure {
  const isInDefinition = parent?.isInDefinition ?? declaration?.shape === "definition";
  if (parent === null) {
    return { isInDefinition, isInLoop: false, isInSuccess: false, isInFail: false };
  }
  const { type } = parent.block;
  return {
    isInDefinition,
    isInLoop: parent.isInLoop || (input === "DO" && loops.has(type)),
    isInSuccess: parent.isInSuccess || (input === "SUCCESS" && branching.has(type)),
    isInFail: parent.isInFail || (input === "FAIL" && branching.has(type)),
  };
}
