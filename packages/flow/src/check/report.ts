import { lastPartOf } from "../document/block-place.ts";
import type { BlockPlace } from "../document/block-place.ts";
import type { ProblemCode } from "./problem-code.ts";
import type { Problem } from "./problem.ts";

/** What a check says of a block; where it stands is added by the report. */
export interface Finding {
  readonly code: ProblemCode;
  /** An error where left out. */
  readonly severity?: Problem["severity"];
  readonly message: string;
  readonly hint: string;
}

/** How many problems are listed; whoever has more needs another way to see them than a list. */
const problemsMax = 1_000;

/** Gathers the problems of one flow. */
export class Report {
  readonly #problems: Problem[];
  readonly #paths = new Map<BlockPlace, string>();
  #leftOut = 0;

  constructor(problems: readonly Problem[]) {
    this.#problems = problems.slice(0, problemsMax);
    this.#leftOut = problems.length - this.#problems.length;
  }

  /** Adds a problem of a block; `part` is below it, such as `.fields.TEXT`. */
  atBlock(place: BlockPlace, finding: Finding, part = ""): void {
    if (!this.#hasRoom()) return;
    const path = `${this.#pathOf(place)}${part}`;
    this.#add({ ...finding, blockId: place.block.id, path });
  }

  /** Adds a problem that concerns the whole flow. */
  atFlow(finding: Finding): void {
    if (this.#hasRoom()) this.#add({ ...finding, blockId: null, path: "" });
  }

  /** Everything that was found. */
  all(): readonly Problem[] {
    return this.#leftOut === 0 ? this.#problems : [...this.#problems, leftOut(this.#leftOut)];
  }

  #hasRoom(): boolean {
    if (this.#problems.length < problemsMax) return true;
    this.#leftOut += 1;
    return false;
  }

  #add({ code, severity = "error", message, hint, blockId, path }: Finding & Placed): void {
    this.#problems.push({ code, severity, message, hint, blockId, path });
  }

  /** Remembered on the way down, since a long stack's blocks share most of their paths. */
  #pathOf(place: BlockPlace): string {
    const way: BlockPlace[] = [];
    let at: BlockPlace | null = place;
    while (at !== null && !this.#paths.has(at)) {
      way.push(at);
      at = at.parent;
    }
    let path = at === null ? "" : (this.#paths.get(at) ?? "");
    for (const below of way.toReversed()) {
      path += lastPartOf(below);
      this.#paths.set(below, path);
    }
    return path;
  }
}

type Placed = Pick<Problem, "blockId" | "path">;

function leftOut(count: number): Problem {
  return {
    code: "PROBLEMS_LEFT_OUT",
    severity: "error",
    message: `There are ${count} more problems, which are not listed.`,
    hint: "Cure those that are listed, then check again.",
    blockId: null,
    path: "",
  };
}
