import type { ProblemCode } from "./problem-code.ts";

/** One thing that is wrong with a flow. */
export interface Problem {
  readonly code: ProblemCode;
  /** An error keeps a flow from being published; a warning does not. */
  readonly severity: "error" | "warning";
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The block that it sits on; null when it concerns the whole flow. */
  readonly blockId: string | null;
  /** Where it is in the workspace, such as `blocks[0].inputs.DATA.block.fields.TEXT`; "" for all of it. */
  readonly path: string;
}

/** What the checks need to know of the app. */
export interface AppView {
  /** The app's connections; null when they are not known, and names are then not checked. */
  readonly connections: readonly ConnectionView[] | null;
}

/** A connection with what it can do. */
export interface ConnectionView {
  readonly name: string;
  readonly service: string;
  readonly commands: readonly CommandView[];
}

/** A command of a connection. */
export interface CommandView {
  readonly id: string;
  readonly title: string;
  /** On which side it may run. */
  readonly runsIn: readonly ("cloud" | "page")[];
}
