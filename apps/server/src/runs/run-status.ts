/**
 * Where a run stands. `unknown`: it stopped because nobody can say whether a command was carried
 * out; `interrupted`: its server died.
 */
export type RunStatus =
  | "running"
  | "waiting"
  | "paused"
  | "finished"
  | "failed"
  | "unknown"
  | "cancelled"
  | "interrupted";
