/** Where a flow runs: a Web Hook and a Background Task on the server, a page in the browser. */
export type FlowKind = "web-hook" | "background-task" | "page";

/** A flow as a file holds it. Its workspace is what Blockly saved, checked or not. */
export interface FlowFile {
  readonly name: string;
  readonly kind: FlowKind;
  /** The kind's own settings, such as a Web Hook's method. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly workspace: unknown;
}
